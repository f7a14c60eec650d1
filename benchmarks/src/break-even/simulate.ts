import type { TokenPrices } from "@massgen/core";
import { createBreakEven } from "../../../packages/compaction/src/compactor/break-even.ts";

/** When a conversation is compacted: at which size, and with what weighing. */
export interface Policy {
  readonly name: string;
  /** Shares of the window. */
  readonly trigger: number;
  readonly target: number;
  readonly weighs: boolean;
}

export interface Economy {
  readonly prices: Required<TokenPrices>;
  /** Tokens that a model writes for a compaction; 0 where none is asked. */
  readonly summaryTokens: number;
}

/** From this share of the window on, everybody compacts. */
const full = 0.9;

/** What a session costs up to each of its calls under a policy, every prefix of it being a session of its own. */
export function simulate(
  growth: readonly number[],
  window: number,
  { trigger, target, weighs }: Policy,
  { prices, summaryTokens }: Economy,
): readonly number[] {
  const asksModel = summaryTokens > 0;
  const breakEven = createBreakEven(prices);
  const targetTokens = target * window;
  let cached = 0;
  let spent = 0;
  return growth.map((added) => {
    const tokens = cached + added;
    const prospect = { tokens, target: targetTokens, asksModel };
    const { saving, cost, debt } = breakEven.weigh(prospect);
    const pays = !weighs || (debt === 0 && saving >= cost);
    const isDue = tokens >= trigger * window && (pays || tokens >= full * window);
    if (isDue) {
      const model = asksModel ? tokens * prices.input + summaryTokens * prices.output : 0;
      // What stays is written to the cache anew, and with it what is new.
      spent += model + targetTokens * prices.cacheWrite;
      cached = targetTokens;
      breakEven.compacted({
        ...prospect,
        tokensAfter: targetTokens,
        outputTokens: asksModel ? summaryTokens : undefined,
      });
    } else {
      spent += cached * prices.cachedInput + added * prices.cacheWrite;
      cached = tokens;
    }
    breakEven.called(cached, targetTokens);
    return spent;
  });
}
