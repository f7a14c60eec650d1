import { describe, expect, it } from "vitest";
import { parseConversation } from "./parse-conversation.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const parse = (text: string) => parseConversation(encode(text), "f");
const message = { role: "user", content: "a" };

describe("parseConversation", () => {
  it("reads an array and its indentation", async () => {
    expect(await parse(JSON.stringify([message]))).toMatchObject({
      items: [message],
      layout: { kind: "array", indent: "" },
    });
    expect(await parse(JSON.stringify([message], null, "\t"))).toMatchObject({ layout: { indent: "\t" } });
    expect(await parse(JSON.stringify([message], null, 4).replaceAll("\n", "\r\n"))).toMatchObject({
      layout: { indent: "    " },
    });
  });

  it.each(["items", "messages"])(
    "reads an object with %s, its other fields, and the format that it names",
    async (key) => {
      const value = { format: "openai-chat", [key]: [message], usage: { total: 5 } };
      expect(await parse(JSON.stringify(value, null, 2))).toMatchObject({
        items: [message],
        format: "openai-chat",
        layout: { kind: "object", key, rest: value, indent: "  " },
      });
    },
  );

  it("reads an object that fills one line", async () => {
    expect(await parse(`${JSON.stringify({ messages: [message] })}\n`)).toMatchObject({
      items: [message],
      layout: { kind: "object", key: "messages" },
    });
  });

  it.each([
    { title: "Unix line ends", text: '{"role":"user"}\n{"role":"assistant"}\n' },
    { title: "Windows line ends", text: '{"role":"user"}\r\n{"role":"assistant"}\r\n' },
    { title: "empty lines and no last line end", text: '\n\n{"role":"user"}\n\n  {"role":"assistant"}' },
  ])("reads JSONL with $title", async ({ text }) => {
    expect(await parse(text)).toMatchObject({
      items: [{ role: "user" }, { role: "assistant" }],
      layout: { kind: "lines" },
    });
  });

  it("reads a single line with one item as JSONL", async () => {
    expect(await parse('{"role":"user"}')).toMatchObject({ items: [{ role: "user" }], layout: { kind: "lines" } });
  });

  it("takes a byte order mark for what it is, and keeps the bytes", async () => {
    const bytes = encode(`\uFEFF${JSON.stringify([message])}`);
    const file = await parseConversation(bytes, "f");
    expect(file.items).toEqual([message]);
    expect(file.bytes).toBe(bytes);
  });

  it("names line and column of a broken JSONL line in the file", async () => {
    await expect(parse('{"role":"user"}\n\n   {"role" "user"}\n')).rejects.toThrow(
      "f is not valid JSON at line 3, column 12:",
    );
    await expect(parse('{"role":"user"}\n{"role":"ass')).rejects.toThrow("line 2, column 9: unexpected end of string");
    await expect(parse('{"role":"us\n{"role":"user"}\n')).rejects.toThrow("line 1, column 9: unexpected end of string");
  });

  it.each([
    { title: "nothing", text: "", says: "f is empty. Name a file with at least one item or message." },
    { title: "only white space", text: " \n\t\n", says: "f is empty." },
    { title: "an empty array", text: "[]", says: "The conversation in f is empty." },
    { title: "an object with an empty array", text: '{"items":[]}', says: "The conversation in f is empty." },
    { title: "a number", text: "42", says: "f holds no conversation. Pass an array of items or messages, an object" },
    { title: "a text", text: '"hello"', says: "f holds no conversation." },
    { title: "null", text: "null", says: "f holds no conversation." },
    { title: "an object of another kind", text: '{\n"a": 1}', says: "f holds no conversation." },
    { title: "items that are no array", text: '{\n"items": {"0": {}}}', says: "f holds no conversation." },
  ])("refuses $title", async ({ text, says }) => {
    await expect(parse(text)).rejects.toThrow(says);
  });

  it("refuses bytes that are not UTF-8", async () => {
    const utf16 = Buffer.from("\uFEFF[]", "utf16le");
    await expect(parseConversation(utf16, "f")).rejects.toThrow("f is not UTF-8 text. Save it as UTF-8.");
  });
});
