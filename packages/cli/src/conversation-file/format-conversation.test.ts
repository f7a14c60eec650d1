import { describe, expect, it } from "vitest";
import { formatConversation } from "./format-conversation.ts";
import { parseConversation } from "./parse-conversation.ts";

/** What comes of a file whose items stay as they are. */
async function rewrite(text: string): Promise<string> {
  const { items, layout } = await parseConversation(new TextEncoder().encode(text), "f");
  return formatConversation(items, layout);
}

const items = [
  { role: "user", content: "Grüße 👋 \u2028" },
  { role: "assistant", content: null, id: 7 },
];

describe("formatConversation", () => {
  it.each([
    { title: "an array on one line", text: `${JSON.stringify(items)}\n` },
    { title: "an array with two spaces", text: `${JSON.stringify(items, null, 2)}\n` },
    { title: "an array with tabs", text: `${JSON.stringify(items, null, "\t")}\n` },
    { title: "an object", text: `${JSON.stringify({ a: 1, items, b: [2], messages: 3 })}\n` },
    { title: "an indented object", text: `${JSON.stringify({ title: "x", messages: items, b: {} }, null, 4)}\n` },
    { title: "JSONL", text: items.map((item) => `${JSON.stringify(item)}\n`).join("") },
    { title: "numbers that JavaScript cannot hold", text: '[{"role":"user","at":12345678901234567890,"t":1.0}]\n' },
    { title: "a field named __proto__", text: '{"__proto__":{"a":1},"items":[{"role":"user","__proto__":2}]}\n' },
  ])("writes $title as it was read", async ({ text }) => {
    expect(await rewrite(text)).toBe(text);
  });

  it("replaces the items where they were", () => {
    const layout = { kind: "object", key: "items", rest: { a: 1, items: [1, 2, 3], b: 2 }, indent: "" } as const;
    expect(formatConversation([{ role: "user" }], layout)).toBe('{"a":1,"items":[{"role":"user"}],"b":2}\n');
  });

  it("says so where an item is nested too deeply", () => {
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(() => formatConversation([deep], { kind: "array", indent: "" })).toThrow(
      "The conversation is nested too deeply, or is too large, to be written as JSON. " +
        "Take the nested item out, or split the conversation.",
    );
  });
});
