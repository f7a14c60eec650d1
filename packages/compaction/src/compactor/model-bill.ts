import type { TokenPrices, Usage } from "@massgen/core";
import type { StrategyAttempt } from "../report.ts";

/**
 * What the models were paid for the attempts of one compaction, whatever became of their proposals.
 *
 * @param assumed - what counts for an attempt whose model answered and said nothing of its usage. A call of which neither
 * is known has most likely failed before it was billed, and costs nothing.
 */
export function modelBill(
  attempts: readonly Pick<StrategyAttempt, "cost" | "tokensAfter">[],
  prices: Required<TokenPrices>,
  assumed: number,
): number {
  return attempts.reduce((total, { cost, tokensAfter }) => {
    if (cost === undefined) return total;
    if (cost.usage !== undefined && cost.usage !== null) return total + priceOf(cost.usage, prices);
    return tokensAfter === null ? total : total + assumed;
  }, 0);
}

function priceOf(usage: Usage, { input, cachedInput, cacheWrite, output }: Required<TokenPrices>): number {
  const read = tokensOf(usage.inputTokens);
  const cached = Math.min(read, tokensOf(usage.cachedInputTokens));
  const written = Math.min(read - cached, tokensOf(usage.cacheWriteTokens));
  const plain = read - cached - written;
  return plain * input + cached * cachedInput + written * cacheWrite + tokensOf(usage.outputTokens) * output;
}

/** A strategy from outside may report anything. */
function tokensOf(count: unknown): number {
  return typeof count === "number" && count > 0 && count <= Number.MAX_SAFE_INTEGER ? count : 0;
}
