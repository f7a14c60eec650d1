import { describe, expect, it } from "vitest";
import { asLines, chatMessages, responsesItems } from "./testing/conversations.ts";
import { runMassgen, timeout } from "./testing/run-massgen.ts";
import { unpairedCalls } from "./testing/unpaired-calls.ts";
import { withFolder } from "./testing/with-folder.ts";

const items = responsesItems();
const messages = chatMessages();
const fields = { title: "Grüße", at: 12345678901, tags: ["a"] };

interface Layout {
  readonly title: string;
  readonly source: "file" | "pipe";
  readonly text: string;
  /** The items of a text in this layout. */
  read(text: string): readonly object[];
  /** The text of items in this layout. */
  write(items: readonly object[]): string;
}

const layouts: readonly Layout[] = [
  {
    title: "an array of items",
    source: "file",
    text: JSON.stringify(items),
    read: (text) => JSON.parse(text),
    write: (list) => `${JSON.stringify(list)}\n`,
  },
  {
    title: "an indented array of messages",
    source: "pipe",
    text: JSON.stringify(messages, null, 2),
    read: (text) => JSON.parse(text),
    write: (list) => `${JSON.stringify(list, null, 2)}\n`,
  },
  {
    title: "an object with items",
    source: "file",
    text: JSON.stringify({ ...fields, items, usage: { total: 9 } }, null, "\t"),
    read: (text) => JSON.parse(text).items,
    write: (list) => `${JSON.stringify({ ...fields, items: list, usage: { total: 9 } }, null, "\t")}\n`,
  },
  {
    title: "an object with messages, on one line",
    source: "pipe",
    text: JSON.stringify({ messages, ...fields }),
    read: (text) => JSON.parse(text).messages,
    write: (list) => `${JSON.stringify({ messages: list, ...fields })}\n`,
  },
  { title: "JSONL of items", source: "pipe", text: asLines(items), read: readLines, write: asLines },
  {
    title: "JSONL of messages with Windows line ends",
    source: "file",
    text: asLines(messages).replaceAll("\n", "\r\n"),
    read: readLines,
    write: asLines,
  },
  {
    title: "an array after a byte order mark",
    source: "pipe",
    text: `\uFEFF${JSON.stringify(items)}`,
    read: (text) => JSON.parse(text),
    write: (list) => `${JSON.stringify(list)}\n`,
  },
];

function readLines(text: string): readonly object[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe.concurrent("massgen compact: layouts", { timeout }, () => {
  it.each(layouts)("reads $title from a $source and writes the same", async ({ source, text, read, write }) => {
    await withFolder({ "in.json": text }, async (folder) => {
      const [input, path] = source === "pipe" ? [text, "-"] : ["", "in.json"];
      const run = await runMassgen(["compact", path, "--output", "out.json"], { cwd: folder.path, input });
      expect(run).toMatchObject({ exitCode: 0, stdout: "" });
      const written = await folder.read("out.json");
      const result = read(written);
      expect(written).toBe(write(result));
      expect(written.length).toBeLessThan(text.length);
      expect(unpairedCalls(result)).toEqual([]);
      expect(await folder.read("in.json")).toBe(text);
    });
  });

  it("finds the format out, unless the file or the command names it", async () => {
    const plain = [{ role: "user", content: "a" }];
    const formatOf = async (value: unknown, ...args: string[]) => {
      const run = await runMassgen(["compact", "-", "-n", "--json", "-t", "1m", ...args], {
        input: JSON.stringify(value),
      });
      return JSON.parse(run.stdout).format;
    };
    const formats = await Promise.all([
      formatOf(plain),
      formatOf({ format: "openai-responses", messages: plain }),
      formatOf({ format: "openai-chat", messages: plain }, "--format", "openai-responses"),
    ]);
    expect(formats).toEqual(["openai-chat", "openai-responses", "openai-responses"]);
  });

  it("keeps what it does not know, to the last digit", async () => {
    const unknown =
      '{"role":"user","content":"a","nanoseconds":1732430000123456789,"share":1.0,"deep":{"x":[null,1e2]}}';
    const text = `[${unknown},${JSON.stringify(messages.slice(2)).slice(1)}`;
    const { stdout } = await runMassgen(["compact", "-"], { input: text });
    expect(stdout).toContain(`[${unknown},`);
    expect(stdout.length).toBeLessThan(text.length);
  });
});
