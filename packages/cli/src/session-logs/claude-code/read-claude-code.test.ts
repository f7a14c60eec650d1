import { describe, expect, it } from "vitest";
import { withFolder } from "../../testing/with-folder.ts";
import { readSessionLog } from "../read-session-log.ts";
import type { SessionLog } from "../session-log.ts";

interface TestRecord extends Readonly<Record<string, unknown>> {
  readonly uuid?: string;
  readonly parentUuid?: string | null;
}

const usage = { input_tokens: 3, cache_read_input_tokens: 40, cache_creation_input_tokens: 7, output_tokens: 2 };

const user = (uuid: string, parentUuid: string | null, content: unknown, more = {}): TestRecord => ({
  type: "user",
  uuid,
  parentUuid,
  sessionId: "s",
  isSidechain: false,
  message: { role: "user", content },
  ...more,
});

const assistant = (uuid: string, parentUuid: string, id: string, content: unknown, more = {}): TestRecord => ({
  type: "assistant",
  uuid,
  parentUuid,
  sessionId: "s",
  isSidechain: false,
  message: { id, role: "assistant", model: "claude-test", content, usage },
  ...more,
});

const text = (words: string) => [{ type: "text", text: words }];
const toolUse = (id: string) => [{ type: "tool_use", id, name: "Read", input: { path: "a.ts" } }];
const toolResult = (id: string) => [{ type: "tool_result", tool_use_id: id, content: `result of ${id}` }];

async function read(records: readonly TestRecord[], torn = ""): Promise<SessionLog> {
  let log: SessionLog | undefined;
  const content = records.map((record) => `${JSON.stringify(record)}\n`).join("") + torn;
  await withFolder({ "log.jsonl": content }, async ({ path }) => {
    log = await readSessionLog(`${path}/log.jsonl`);
  });
  if (log === undefined) throw new Error("The log was not read.");
  return log;
}

describe("readClaudeCode", () => {
  it("puts the records of one answer together, and counts its usage once", async () => {
    const log = await read([
      { type: "file-history-snapshot", messageId: "m", snapshot: {} },
      user("u1", null, "Look at a.ts."),
      assistant("a1", "u1", "msg_1", [{ type: "thinking", thinking: "Hm.", signature: "s" }]),
      assistant("a2", "a1", "msg_1", text("I look.")),
      assistant("a3", "a2", "msg_1", toolUse("t1")),
      user("u2", "a3", toolResult("t1"), { toolUseResult: { copy: "of it" } }),
      assistant("a4", "u2", "msg_2", text("Done.")),
    ]);
    expect(log).toMatchObject({ source: "claude-code", format: "anthropic", compactions: 0, skipped: [] });
    expect(log.items).toEqual([
      { role: "user", content: "Look at a.ts." },
      {
        role: "assistant",
        content: [{ type: "thinking", thinking: "Hm.", signature: "s" }, ...text("I look."), ...toolUse("t1")],
      },
      { role: "user", content: toolResult("t1") },
      { role: "assistant", content: text("Done.") },
    ]);
    const read50 = { inputTokens: 50, outputTokens: 2, cachedInputTokens: 40, cacheWriteTokens: 7 };
    expect(log.calls).toEqual([
      { afterItem: 1, usage: read50, model: "claude-test" },
      { afterItem: 3, usage: read50, model: "claude-test" },
    ]);
  });

  it("follows the last branch, and leaves sub-agents out", async () => {
    const log = await read([
      user("u1", null, "First."),
      assistant("a1", "u1", "msg_1", text("One.")),
      user("u2", "a1", "A question that was taken back."),
      assistant("a2", "u2", "msg_2", text("Two.")),
      user("side", null, "Find it.", { isSidechain: true }),
      assistant("side2", "side", "msg_9", text("Found."), { isSidechain: true }),
      user("u3", "a1", "Another question."),
      assistant("a3", "u3", "msg_3", text("Three.")),
    ]);
    expect(log.items).toMatchObject([
      { content: "First." },
      { content: text("One.") },
      { content: "Another question." },
      { content: text("Three.") },
    ]);
    expect(log.skipped).toEqual([
      { reason: "records of sub-agents", count: 2 },
      { reason: "messages on branches that were left", count: 2 },
    ]);
  });

  it("keeps calls that were made at once, and their results, which hang side by side", async () => {
    const log = await read([
      user("u1", null, "Read both."),
      assistant("a1", "u1", "msg_1", toolUse("t1")),
      assistant("a2", "a1", "msg_1", toolUse("t2")),
      user("r1", "a1", toolResult("t1")),
      user("r2", "a2", toolResult("t2")),
      assistant("a3", "r2", "msg_2", text("Both read.")),
    ]);
    expect(log.items).toEqual([
      { role: "user", content: "Read both." },
      { role: "assistant", content: [...toolUse("t1"), ...toolUse("t2")] },
      { role: "user", content: [...toolResult("t1"), ...toolResult("t2")] },
      { role: "assistant", content: text("Both read.") },
    ]);
    expect(log.skipped).toEqual([]);
  });

  it.each([
    ["names what came before", { logicalParentUuid: "a1" }],
    ["does not", {}],
  ])("goes on behind a compaction, without its summary, where the boundary %s", async (_, link) => {
    const log = await read([
      user("u1", null, "First."),
      assistant("a1", "u1", "msg_1", text("One.")),
      { type: "system", subtype: "compact_boundary", uuid: "b1", parentUuid: null, sessionId: "s", ...link },
      user("s1", "b1", "Summary: much was said.", { isCompactSummary: true }),
      user("u2", "s1", "Go on."),
      assistant("a2", "u2", "msg_2", text("Two.")),
    ]);
    expect(log).toMatchObject({ compactions: 1, skipped: [{ reason: "summary of a compaction", count: 1 }] });
    expect(log.items).toMatchObject([
      { content: "First." },
      { content: text("One.") },
      { content: "Go on." },
      { content: text("Two.") },
    ]);
  });

  it("reads what there is of a log that is torn, has gaps, and records that nobody knows", async () => {
    const log = await read(
      [
        user("u1", null, "First."),
        assistant("a1", "u1", "msg_1", text("One.")),
        { type: "hologram", uuid: "h1", parentUuid: "a1", sessionId: "s" },
        user("u2", "lost", "Go on."),
        assistant("e1", "u2", "msg_e", text("API Error"), { isApiErrorMessage: true }),
        assistant("a2", "e1", "msg_2", text("Two.")),
      ],
      '{"type":"user","uuid":"u3","parentUuid":"a2","mess',
    );
    expect(log.items).toHaveLength(4);
    expect(log.skipped).toEqual([
      { reason: "record of type hologram", count: 1 },
      { reason: "error in place of an answer", count: 1 },
      { reason: "last line that is cut off", count: 1 },
      { reason: "gap in the chain of messages", count: 1 },
    ]);
  });

  it("does not go round in circles", async () => {
    const log = await read([user("u1", "a1", "First."), assistant("a1", "u1", "msg_1", text("One."))]);
    expect(log.items).toHaveLength(2);
  });
});
