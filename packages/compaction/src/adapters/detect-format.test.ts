import { describe, expect, it } from "vitest";
import { detectFormat } from "./detect-format.ts";

describe("detectFormat", () => {
  it.each([
    [
      "openai-responses",
      [
        { role: "user", content: "hi" },
        { type: "function_call", call_id: "c", name: "f", arguments: "" },
      ],
    ],
    ["openai-responses", [{ role: "user", content: [{ type: "input_text", text: "hi" }] }]],
    ["openai-responses", [{ type: "message", role: "user", content: "hi" }]],
    ["openai-chat", [{ role: "user", content: "hi" }]],
    ["openai-chat", [{ role: "user", content: [{ type: "text", text: "hi" }] }]],
    [
      "openai-chat",
      [
        { role: "user", content: "hi" },
        { role: "assistant", content: null, tool_calls: [] },
      ],
    ],
    ["openai-chat", [{ role: "tool", tool_call_id: "c", content: "x" }]],
  ])("recognises %s", (format, items) => {
    expect(detectFormat(items)).toBe(format);
  });

  it.each([
    [
      [{ role: "user", content: [{ type: "tool_result", tool_use_id: "t" }] }],
      "It looks like Anthropic's Messages format.",
    ],
    [
      [{ role: "assistant", content: [{ type: "tool-call", toolCallId: "t" }] }],
      "It looks like the AI SDK's message format.",
    ],
    [[null, 3, "text", {}], "No item has a type or a role."],
  ])("says what %j looks like", (items, hint) => {
    const problem = `The conversation's format is not known. ${hint}`;
    expect(() => detectFormat(items)).toThrow(expect.objectContaining({ code: "unknown-format", problem }));
  });
});
