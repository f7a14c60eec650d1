import { expect, it } from "vitest";
import { callUsage } from "./call-usage.ts";

it.each([
  [
    "separate counts",
    { input: 10, output: 5, cache_read: 100, cache_write: 20, cost_usd: 1 },
    { inputTokens: 130, outputTokens: 5, cachedInputTokens: 100, cacheWriteTokens: 20 },
  ],
  [
    "Codex",
    { input_tokens: 130, cached_input_tokens: 100, output_tokens: 5, total_tokens: 135 },
    { inputTokens: 130, outputTokens: 5, cachedInputTokens: 100 },
  ],
  [
    "Anthropic",
    { input_tokens: 10, cache_read_input_tokens: 100, cache_creation_input_tokens: 20, output_tokens: 5 },
    { inputTokens: 130, outputTokens: 5, cachedInputTokens: 100, cacheWriteTokens: 20 },
  ],
  [
    "OpenAI",
    { input_tokens: 130, input_tokens_details: { cached_tokens: 100 }, output_tokens: 5 },
    { inputTokens: 130, outputTokens: 5, cachedInputTokens: 100 },
  ],
])("reads usage as %s has it", (_, value, usage) => {
  expect(callUsage(value)).toEqual(usage);
});

it.each([
  [undefined],
  [null],
  ["12"],
  [{}],
  [{ input: "12" }],
  [{ input: -1 }],
  [{ input: Number.NaN }],
  [{ input: 1e308, output: 1 }],
  [{ input_tokens: 1e12, output_tokens: 1 }],
  [{ input: 0, output: 0, cache_read: 0, cache_write: 0 }],
])("finds none in %j", (value) => {
  expect(callUsage(value)).toBeUndefined();
});
