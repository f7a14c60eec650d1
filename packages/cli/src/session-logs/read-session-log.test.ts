import { openRunLog } from "@massgen/store";
import { describe, expect, it } from "vitest";
import { asLines, chatMessages, responsesItems } from "../testing/conversations.ts";
import { withFolder } from "../testing/with-folder.ts";
import { readSessionLog } from "./read-session-log.ts";
import type { SessionLog } from "./session-log.ts";

async function read(content: string | Uint8Array): Promise<SessionLog> {
  let log: SessionLog | undefined;
  await withFolder({ session: content }, async ({ path }) => {
    log = await readSessionLog(`${path}/session`);
  });
  if (log === undefined) throw new Error("The log was not read.");
  return log;
}

describe("readSessionLog on conversations", () => {
  const items = responsesItems();

  it.each([
    ["a list", JSON.stringify(items)],
    ["a list over several lines", JSON.stringify(items, null, 2)],
    ["an object", JSON.stringify({ items })],
    ["an object over several lines", JSON.stringify({ title: "Build", items }, null, 2)],
    ["lines", asLines(items)],
  ])("reads %s, with a call before each response", async (_, content) => {
    const log = await read(content);
    expect(log).toMatchObject({ source: "conversation", format: "openai-responses", skipped: [] });
    expect(log.items).toEqual(items);
    // The lost call and the first of the twelve stand together.
    expect(log.calls.map(({ afterItem }) => afterItem)).toEqual([
      2,
      ...Array.from({ length: 12 }, (__, n) => 5 + 2 * n),
    ]);
  });

  it("reads messages of another format", async () => {
    const log = await read(JSON.stringify({ messages: chatMessages() }));
    expect(log).toMatchObject({ format: "openai-chat" });
    expect(log.calls).toHaveLength(12);
  });

  it("reads usage records that lie beside the items", async () => {
    const messages = chatMessages();
    const usage = [
      { after_item: 4, model: "m", input: 10, output: 5, cache_read: 100, cache_write: 0 },
      { after_item: 2, model: "m", input: 20, output: 5, cache_read: 0, cache_write: 0 },
      { after_item: 6, model: "m", input: 0, output: 0, cache_read: 0, cache_write: 0 },
      { after_item: 999, input: 1 },
      { after_item: "2" },
      "usage",
    ];
    const log = await read(JSON.stringify({ format: "openai-chat", messages, usage }));
    expect(log.calls).toEqual([
      {
        afterItem: 2,
        model: "m",
        usage: { inputTokens: 20, outputTokens: 5, cachedInputTokens: 0, cacheWriteTokens: 0 },
      },
      {
        afterItem: 4,
        model: "m",
        usage: { inputTokens: 110, outputTokens: 5, cachedInputTokens: 100, cacheWriteTokens: 0 },
      },
      { afterItem: 6, model: "m", usage: undefined },
    ]);
    expect(log.skipped).toEqual([{ reason: "usage records without a place in the conversation", count: 3 }]);
  });

  it("moves calls with the items where some are left out", async () => {
    const messages = [{ role: "tool", tool_call_id: "gone", content: "cut" }, ...chatMessages()];
    const log = await read(JSON.stringify({ messages, usage: [{ after_item: 3, input: 7 }] }));
    expect(log.calls).toMatchObject([{ afterItem: 2, usage: { inputTokens: 7 } }]);
    expect(log.skipped).toEqual([{ reason: "result without its call", count: 1 }]);
  });

  it.each([
    ["a list", JSON.stringify(items).slice(0, -40)],
    ["an object", JSON.stringify({ format: "openai-responses", items }).slice(0, -40)],
    ["a list over several lines", JSON.stringify(items, null, 2).slice(0, -40)],
  ])("reads the whole items of %s that is cut off", async (_, content) => {
    const log = await read(content);
    expect(log.items).toEqual(items.slice(0, -1));
    expect(log.skipped).toEqual([{ reason: "item at which the file is cut off", count: 1 }]);
  });

  it("reads lines on behind one that is damaged", async () => {
    const lines = asLines(items).split("\n");
    lines[4] = "{{{";
    lines[6] = "17";
    const log = await read(lines.join("\n"));
    expect(log.skipped).toContainEqual({ reason: "line that is no JSON", count: 1 });
    expect(log.skipped).toContainEqual({ reason: "line that holds no object", count: 1 });
  });
});

describe("readSessionLog on run logs", () => {
  const said = (role: string, content: string) => ({ type: "message", role, content });

  it("reads the whole conversation, whatever was compacted or taken back", () =>
    withFolder({}, async ({ path, read: readFile, write }) => {
      const log = await openRunLog(`${path}/run.jsonl`, { format: "openai-responses" });
      await log.append({ type: "items", items: [said("user", "a"), said("assistant", "b"), said("user", "c")] });
      await log.append({
        type: "compaction",
        itemsBefore: 3,
        itemsAfter: 2,
        inserted: [{ before: 0, item: said("user", "summary"), covers: [[0, 2]] }],
        repaired: [],
        archived: [],
        report: { strategy: "window", reason: "test", tokensBefore: 3, tokensAfter: 2 },
      });
      await log.append({ type: "items", items: [said("assistant", "d"), said("user", "wrong")] });
      await log.append({ type: "rewind", items: 4 });
      await log.close();
      const content = await readFile("run.jsonl");
      await write("run.jsonl", `${content}{"type":"sparkle","sequence":5}\n{"type":"items","items":[{"ty`);
      const session = await readSessionLog(`${path}/run.jsonl`);
      expect(session).toMatchObject({ source: "massgen-log", format: "openai-responses", compactions: 1 });
      expect(session.items).toEqual([
        said("user", "a"),
        said("assistant", "b"),
        said("user", "c"),
        said("assistant", "d"),
      ]);
      expect(session.calls).toEqual([{ afterItem: 1 }, { afterItem: 3 }]);
      expect(session.skipped).toEqual([
        { reason: "item that was taken back", count: 1 },
        { reason: "record of type sparkle", count: 1 },
        { reason: "last line that is cut off", count: 1 },
      ]);
    }));
});

describe("readSessionLog on what is none", () => {
  it.each([
    ["", "FILE is empty. Name the log of an agent's session."],
    ["\n\n", "FILE is empty. Name the log of an agent's session."],
    ["[]", "The conversation in FILE is empty. Name a file with at least one item or message."],
    [
      '{"a":1}',
      "FILE holds no conversation that is known. Pass a log of massgen, Claude Code or Codex, or a conversation in a format of massgen compact.",
    ],
    [
      "plain text\nand more",
      "FILE is not valid JSON at line 1, column 1: invalid symbol. Correct it there, or export the conversation again.",
    ],
    [
      '{"type":"system","uuid":"u","parentUuid":null}\n',
      "FILE holds no conversation. Name the log of an agent's session.",
    ],
    [
      '{"role":"user","content":"Hello?"}\n',
      "FILE holds nothing that a model answered. Name the log of an agent's session.",
    ],
    [
      '{"role":"user","parts":[]}\n',
      "FILE holds no conversation that is known. Pass a log of massgen, Claude Code or Codex, or a conversation in a format of massgen compact.",
    ],
  ])("says of %j what is wrong", (content, message) =>
    withFolder({ session: content }, async ({ path }) => {
      const name = `${path}/session`;
      await expect(readSessionLog(name)).rejects.toMatchObject({
        message: message.replace("FILE", name),
        code: "invalid-input",
      });
    }),
  );

  it("says what a path is that is no file", () =>
    withFolder({}, async ({ path }) => {
      await expect(readSessionLog(path)).rejects.toThrow(`${path} is a directory. Name the log of one session in it.`);
      await expect(readSessionLog(`${path}/x`)).rejects.toThrow(`There is no file ${path}/x. Check the path.`);
      await expect(readSessionLog("-")).rejects.toThrow("A session is read from a file. Name a file instead of -.");
    }));

  it("ends with the signal's reason", () =>
    withFolder({ session: JSON.stringify(responsesItems()) }, async ({ path }) => {
      const signal = AbortSignal.abort(new Error("enough"));
      await expect(readSessionLog(`${path}/session`, { signal })).rejects.toThrow("enough");
    }));
});

describe("readSessionLog on bytes that are not UTF-8", () => {
  const bad = Buffer.from([0xff, 0xfe, 0xc3]);
  /** The text with three such bytes in place of each mark. */
  const damaged = (text: string) =>
    Buffer.concat(text.split("<bad>").flatMap((part, n) => (n === 0 ? [Buffer.from(part)] : [bad, Buffer.from(part)])));
  const withMarks = (...turns: readonly number[]) =>
    responsesItems().map((item, index) => (turns.includes(index) ? { ...item, note: "a<bad>b" } : item));

  it("reads on in a line, and says where and how many there were", async () => {
    const log = await read(damaged(asLines(withMarks(3))));
    expect(log.items[3]).toMatchObject({ note: "a\uFFFD\uFFFD\uFFFDb" });
    expect(log.items).toHaveLength(29);
    expect(log.skipped).toEqual([{ reason: "bytes that are not UTF-8, read as U+FFFD, in line 4", count: 3 }]);
  });

  it("says so once for all lines", async () => {
    const log = await read(damaged(asLines(withMarks(3, 5, 8))));
    const reason = "bytes that are not UTF-8, read as U+FFFD, in 3 lines from line 4 on";
    expect(log.skipped).toEqual([{ reason, count: 9 }]);
  });

  it("says so of a file that is cut within a character", async () => {
    const whole = Buffer.from(`${asLines(responsesItems())}{"type":"message","role":"user","content":"5 €`);
    const log = await read(whole.subarray(0, -1));
    expect(log.items).toHaveLength(29);
    expect(log.skipped).toEqual([
      { reason: "bytes that are not UTF-8, read as U+FFFD, in line 30", count: 2 },
      { reason: "last line that is cut off", count: 1 },
    ]);
  });

  it.each([
    ["one line", undefined],
    ["several", 1],
  ])("reads a document of %s whole", async (_, indent) => {
    const text = JSON.stringify(withMarks(2), null, indent);
    const log = await read(damaged(text));
    expect(log.items).toHaveLength(29);
    expect(log.items[2]).toMatchObject({ note: "a\uFFFD\uFFFD\uFFFDb" });
    const line = text.slice(0, text.indexOf("<bad>")).split("\n").length;
    expect(log.skipped).toEqual([{ reason: `bytes that are not UTF-8, read as U+FFFD, in line ${line}`, count: 3 }]);
  });
});
