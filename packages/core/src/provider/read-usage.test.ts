import { describe, expect, it } from "vitest";
import { readUsage } from "./read-usage.ts";

describe("readUsage", () => {
  it.each([
    [
      "OpenAI Responses",
      {
        input_tokens: 100,
        input_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
        output_tokens: 20,
        output_tokens_details: { reasoning_tokens: 5 },
      },
      { inputTokens: 100, cachedInputTokens: 60, cacheWriteTokens: 10, outputTokens: 20, reasoningTokens: 5 },
    ],
    [
      "OpenAI Chat Completions",
      { prompt_tokens: 100, prompt_tokens_details: { cached_tokens: 60 }, completion_tokens: 20 },
      { inputTokens: 100, cachedInputTokens: 60, outputTokens: 20 },
    ],
    [
      "Anthropic, whose input leaves out what the cache was used for",
      { input_tokens: 30, cache_read_input_tokens: 60, cache_creation_input_tokens: 10, output_tokens: 20 },
      { inputTokens: 100, cachedInputTokens: 60, cacheWriteTokens: 10, outputTokens: 20 },
    ],
    [
      "the AI SDK",
      { inputTokens: 100, inputTokenDetails: { cacheReadTokens: 60, cacheWriteTokens: undefined }, outputTokens: 20 },
      { inputTokens: 100, cachedInputTokens: 60, outputTokens: 20 },
    ],
    ["our own", { inputTokens: 100, outputTokens: 20 }, { inputTokens: 100, outputTokens: 20 }],
  ])("reads the usage of %s", (_name, usage, expected) => {
    expect(readUsage(usage)).toEqual(expected);
  });

  it.each([undefined, null, "100", {}, { input_tokens: "100" }, { inputTokens: Number.NaN }])("refuses %j", (usage) => {
    expect(() => readUsage(usage)).toThrow(expect.objectContaining({ code: "invalid-usage" }));
  });
});
