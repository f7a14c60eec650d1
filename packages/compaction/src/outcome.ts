import type { CompactResult } from "./compact.ts";
import { type Analyser, totalTokens } from "./conversation/analyser.ts";
import type { Draft } from "./conversation/draft.ts";
import type { OpenCall } from "./conversation/repair.ts";
import type { CompactionReport } from "./report.ts";
import { actionsOf, unansweredReports } from "./report-actions.ts";

/** A result that is to be used. */
export interface Accepted<Item> {
  readonly draft: Draft<Item>;
  /** Original items that a repair took out. */
  readonly repaired: readonly number[];
  /** Ids of the archive entries that hold what was taken out. */
  readonly archived: readonly string[];
}

/** How a compaction ended. */
export type Outcome<Item> = Pick<CompactionReport, "status" | "strategy" | "reason" | "attempts"> & {
  readonly accepted?: Accepted<Item>;
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

/** The result, with what its owner needs to write it down. */
export interface RunResult<Item> extends CompactResult<Item> {
  readonly accepted?: Accepted<Item>;
}

/** The items to go on with, and the report. */
export function resultOf<Item>(
  outcome: Outcome<Item>,
  beginning: Beginning<Item>,
  analyser: Analyser<Item>,
): RunResult<Item> {
  const { accepted, ...said } = outcome;
  const { items, open, target, requestTokens, tokensBefore, start } = beginning;
  const draft = accepted?.draft;
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
  return { items: result, report, ...(accepted && { accepted }) };
}
