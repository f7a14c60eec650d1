import type { Analyser } from "../conversation/analyser.ts";
import type { CompactionReport } from "../report.ts";

/** The report of a call that changed nothing. */
export function skippedReport<Item>(
  items: readonly Item[],
  analyser: Analyser<Item>,
  { tokens, target, reason }: { readonly tokens: number; readonly target: number; readonly reason: string },
): CompactionReport {
  return {
    format: analyser.adapter.format,
    status: "skipped",
    strategy: null,
    reason,
    target,
    tokensBefore: tokens,
    tokensAfter: tokens,
    itemsBefore: items.length,
    itemsAfter: items.length,
    counter: analyser.counterName,
    estimated: true,
    actions: [],
    attempts: [],
    unansweredCalls: [],
    durationMilliseconds: 0,
  };
}
