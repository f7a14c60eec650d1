import type { CompactResult } from "./compact.ts";
import type { Analyser } from "./conversation/analyser.ts";
import { totalTokens } from "./conversation/analyser.ts";
import type { Draft } from "./conversation/draft.ts";
import type { OpenCall } from "./conversation/repair.ts";
import type { CompactionReport } from "./report.ts";
import { actionsOf, unansweredReports } from "./report-actions.ts";

/** How a compaction ended. */
export type Outcome<Item> = Pick<CompactionReport, "status" | "strategy" | "reason" | "attempts"> & {
  /** The result, where there is one. */
  readonly draft?: Draft<Item>;
};

/** What a compaction began with. */
export interface Beginning<Item> {
  readonly items: readonly Item[];
  readonly open: readonly OpenCall[];
  readonly target: number;
  readonly requestTokens: number;
  readonly tokensBefore: number;
  /** Of `performance.now()`. */
  readonly start: number;
}

/** The items to go on with, and the report. */
export function resultOf<Item>(
  outcome: Outcome<Item>,
  beginning: Beginning<Item>,
  analyser: Analyser<Item>,
): CompactResult<Item> {
  const { draft, ...said } = outcome;
  const { items, open, target, requestTokens, tokensBefore, start } = beginning;
  const result = draft === undefined ? items : draft.items.map((entry) => entry.item);
  const report: CompactionReport = {
    format: analyser.adapter.format,
    ...said,
    target,
    tokensBefore,
    tokensAfter: requestTokens + totalTokens(result, analyser),
    itemsBefore: items.length,
    itemsAfter: result.length,
    counter: analyser.counterName,
    estimated: items.some((item) => analyser.isEstimated(item)),
    actions: draft === undefined ? [] : actionsOf(items, draft, analyser),
    unansweredCalls: unansweredReports(open, draft, analyser),
    durationMilliseconds: performance.now() - start,
  };
  return { items: result, report };
}
