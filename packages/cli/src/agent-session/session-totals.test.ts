import { expect, it } from "vitest";
import { createSessionTotals } from "./session-totals.ts";

it("adds up usage and what compactions saved", () => {
  const totals = createSessionTotals();
  const first = { inputTokens: 100, outputTokens: 10, reasoningTokens: 4 };
  const second = { inputTokens: 50, outputTokens: 5, cachedInputTokens: 40 };
  totals.note({ type: "usage", purpose: "response", usage: first }, "one");
  totals.note({ type: "usage", purpose: "compaction", usage: second }, "two");
  const end = { type: "compaction-end", strategy: null, reason: "", tokensBefore: 90, tokensAfter: 30 } as const;
  totals.note({ ...end, status: "compacted" }, "two");
  totals.note({ ...end, status: "failed" }, "two");
  expect(totals.read()).toEqual({
    requests: [
      { model: "one", usage: first },
      { model: "two", usage: second },
    ],
    usage: { inputTokens: 150, outputTokens: 15, cachedInputTokens: 40, cacheWriteTokens: 0, reasoningTokens: 4 },
    compactions: 1,
    saved: 60,
  });
});
