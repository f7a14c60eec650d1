import { describe, expect, it } from "vitest";
import { isContextOverflow } from "./context-overflow.ts";

const openai = "Your input exceeds the context window of this model. Please adjust your input and try again.";

describe("isContextOverflow", () => {
  it.each([
    ["OpenAI by its code", Object.assign(new Error("400"), { status: 400, code: "context_length_exceeded" })],
    ["an error body", { error: { type: "invalid_request_error", code: "context_length_exceeded", message: openai } }],
    ["OpenAI by its words", Object.assign(new Error(openai), { status: 400 })],
    ["vLLM", new Error("This model's maximum context length is 8192 tokens. However, you requested 9000 tokens")],
    ["Anthropic", { status: 400, error: { error: { message: "prompt is too long: 215000 tokens > 200000 maximum" } } }],
    ["Gemini", new Error("The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).")],
    [
      "the AI SDK, which keeps the body as text",
      { statusCode: 400, responseBody: `{"code":"context_length_exceeded"}` },
    ],
    ["an error that another wraps", new Error("failed", { cause: { code: "context_length_exceeded" } })],
  ])("recognises %s", (_name, error) => {
    expect(isContextOverflow(error)).toBe(true);
  });

  it.each([
    [
      "a rate limit that speaks of tokens",
      { status: 429, message: "Request too large: input token count exceeds the limit" },
    ],
    ["a quota", { status: 429, message: "429 RESOURCE_EXHAUSTED: Quota exceeded" }],
    ["a wrong parameter", { status: 400, message: "Invalid value for max_tokens" }],
    ["nothing", undefined],
    ["text", "context_length_exceeded"],
  ])("does not take %s for one", (_name, error) => {
    expect(isContextOverflow(error)).toBe(false);
  });

  it("is not led in circles", () => {
    const error: { message: string; cause?: unknown } = new Error("round");
    error.cause = error;
    expect(isContextOverflow(error)).toBe(false);
  });
});
