import type { CompactionEndEvent } from "@massgen/core";
import { groupDigits, groupTokens } from "./numbers.ts";
import { printable } from "./printable.ts";

/** One line for a compaction that ended: what it saved, or why it did not. */
export function compactionLine({ status, strategy, reason, tokensBefore, tokensAfter }: CompactionEndEvent): string {
  if (status === "compacted") {
    const saved = tokensBefore - tokensAfter;
    const share = tokensBefore > 0 ? Math.round((saved / tokensBefore) * 100) : 0;
    const sizes = `${groupDigits(tokensBefore)} → ${groupDigits(tokensAfter)} tokens`;
    return `compacted ${sizes}, saved ${groupDigits(saved)} (${share} %), by ${printable(strategy ?? "no strategy")}`;
  }
  if (status === "skipped") return `not compacted: ${printable(groupTokens(reason))}`;
  return `compaction failed: ${printable(groupTokens(shortened(reason)))}`;
}

/** Of the reasons of all strategies, the provider's own, and that of the last, which could do whatever may be done. */
function shortened(reason: string): string {
  const reasons = [...new Set(reason.split("; "))];
  return reasons.filter((each, index) => each.startsWith("native: ") || index === reasons.length - 1).join("; ");
}
