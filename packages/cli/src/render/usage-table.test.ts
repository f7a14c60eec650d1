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
  const totals = { requests: Array(12).fill({ model: "m", usage }), usage, compactions: 2, saved: 270_530 };
  expect(usageTable({ tokens: 64_000, countedBy: "openai", contextWindow: 128_000, totals })).toBe(
    `conversation      64,000  50 % of the window of 128,000, counted by openai
requests              12  since this program began
input          1,234,567  1,000,000 of it cached, 2,000 written to the cache
output            45,000  30,000 of it reasoning
compactions            2  270,530 tokens saved
`,
  );
});

it("says what is only assumed of the window, and what is only estimated of the cost", () => {
  const usage = { inputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 0, reasoningTokens: 0 };
  const totals = { requests: [], usage, compactions: 0, saved: 0 };
  const figures = { tokens: 0, countedBy: undefined, contextWindow: 128_000, totals };
  const table = (dollars: number, unpriced: number, source: string) =>
    usageTable({ ...figures, assumption: "nobody says", cost: { dollars, unpriced, sources: [source] } }).split("\n");
  const [, window, ...rest] = table(1234.5, 0, "https://x");
  expect(window).toBe("window           128,000  assumed: nobody says");
  expect(rest.at(-2)).toBe("cost           $1,234.50  estimated by the catalogue's list prices");
  expect(table(0.001234, 2, "your configuration").at(-2)).toBe(
    "cost             $0.0012  estimated by the prices of your configuration, without 2 requests that have no price there",
  );
});
