import { describe, expect, it } from "vitest";
import { detectFormat } from "./detect-format.ts";

const user = { role: "user", content: "hi" };

describe("detectFormat", () => {
  it.each([
    ["openai-responses", [user, { type: "function_call", call_id: "c", name: "f", arguments: "" }]],
    ["openai-responses", [{ role: "user", content: [{ type: "input_text", text: "hi" }] }]],
    ["openai-responses", [{ type: "message", role: "user", content: "hi" }]],
    ["openai-chat", [user]],
    ["openai-chat", [{ role: "user", content: [{ type: "text", text: "hi" }] }]],
    ["openai-chat", [{ role: "user", content: [{ type: "image_url", image_url: { url: "https://a/b.png" } }] }]],
    ["openai-chat", [user, { role: "assistant", content: null, tool_calls: [] }]],
    ["openai-chat", [{ role: "tool", tool_call_id: "c", content: "x" }]],
    ["openai-chat", [user, { role: "assistant", content: [{ type: "refusal", refusal: "no" }], tool_calls: [] }]],
    ["anthropic", [user, { role: "assistant", content: [{ type: "tool_use", id: "t", name: "f", input: {} }] }]],
    ["anthropic", [{ role: "user", content: [{ type: "tool_result", tool_use_id: "t" }] }]],
    ["anthropic", [{ role: "assistant", content: [{ type: "thinking", thinking: "", signature: "s" }] }]],
    ["anthropic", [{ role: "assistant", content: [{ type: "server_tool_use", id: "s", name: "f", input: {} }] }]],
    ["anthropic", [{ role: "user", content: [{ type: "image", source: { type: "url", url: "https://a/b.png" } }] }]],
    [
      "anthropic",
      [
        { type: "message", role: "assistant", content: [{ type: "text", text: "as the API answered" }] },
        { role: "user", content: [{ type: "document", source: {} }] },
      ],
    ],
    ["ai-sdk", [user, { role: "assistant", content: [{ type: "tool-call", toolCallId: "t", toolName: "f" }] }]],
    ["ai-sdk", [{ role: "tool", content: [{ type: "tool-result", toolCallId: "t", toolName: "f" }] }]],
    ["ai-sdk", [{ role: "assistant", content: [{ type: "reasoning", text: "hm" }] }]],
    ["ai-sdk", [{ role: "user", content: [{ type: "image", image: "https://a/b.png" }] }]],
    ["ai-sdk", [{ role: "user", content: [{ type: "file", data: "AAAA", mediaType: "application/pdf" }] }]],
    ["ai-sdk", [{ ...user, providerOptions: { anthropic: {} } }]],
  ])("recognises %s in %j", (format, items) => {
    expect(detectFormat(items)).toBe(format);
  });

  it.each([
    [
      [null, 3, "text", {}],
      "No item has a type or a role.",
      "Supported are openai-responses, openai-chat, anthropic, ai-sdk; name one if this is one.",
    ],
    [
      [{ id: "1", role: "user", parts: [{ type: "text", text: "hi" }] }],
      "It looks like the AI SDK's UI messages.",
      "Convert them with convertToModelMessages first, and compact what that gives.",
    ],
  ])("says what %j looks like", (items, hint, remedy) => {
    const problem = `The conversation's format is not known. ${hint}`;
    expect(() => detectFormat(items)).toThrow(expect.objectContaining({ code: "unknown-format", problem, remedy }));
  });
});
