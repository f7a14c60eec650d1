import { expect, it } from "vitest";
import { usageTable } from "./usage-table.ts";

it("shows the size of the conversation and what was used", () => {
  const usage = {
    inputTokens: 1_234_567,
    cachedInputTokens: 1_000_000,
    cacheWriteTokens: 2_000,
    outputTokens: 45_000,
    reasoningTokens: 30_000,
  };
  const totals = { requests: 12, usage, compactions: 2, saved: 270_530 };
  expect(usageTable({ tokens: 64_000, countedBy: "openai", contextWindow: 128_000, totals })).toBe(
    `conversation      64,000  50 % of the window of 128,000, counted by openai
requests              12  since this program began
input          1,234,567  1,000,000 of it cached, 2,000 written to the cache
output            45,000  30,000 of it reasoning
compactions            2  270,530 tokens saved
`,
  );
});
