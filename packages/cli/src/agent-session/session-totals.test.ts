import { expect, it } from "vitest";
import { createSessionTotals } from "./session-totals.ts";

it("adds up usage and what compactions saved", () => {
  const totals = createSessionTotals();
  totals.note({
    type: "usage",
    purpose: "response",
    usage: { inputTokens: 100, outputTokens: 10, reasoningTokens: 4 },
  });
  totals.note({
    type: "usage",
    purpose: "compaction",
    usage: { inputTokens: 50, outputTokens: 5, cachedInputTokens: 40 },
  });
  const end = { type: "compaction-end", strategy: null, reason: "", tokensBefore: 90, tokensAfter: 30 } as const;
  totals.note({ ...end, status: "compacted" });
  totals.note({ ...end, status: "failed" });
  expect(totals.read()).toEqual({
    requests: 2,
    usage: { inputTokens: 150, outputTokens: 15, cachedInputTokens: 40, cacheWriteTokens: 0, reasoningTokens: 4 },
    compactions: 1,
    saved: 60,
  });
});
