import { adapterFor } from "./adapters/adapters.ts";
import { detectFormat } from "./adapters/detect-format.ts";
import { type CompactOptions, checkOptions } from "./compact-options.ts";
import { tryStrategies } from "./compaction-attempts.ts";
import { analyseAll, createAnalyser, refuseOrphans, totalTokens } from "./conversation/analyse.ts";
import { applyEdits, type Draft, originalDraft, repairEdits } from "./conversation/draft.ts";
import { findRepairs, openCalls } from "./conversation/repair.ts";
import { heuristicCounter } from "./counting/heuristic-counter.ts";
import { createPacer } from "./counting/pacer.ts";
import type { CompactionReport } from "./report.ts";
import { actionsOf, unansweredReports } from "./report-actions.ts";
import { clearToolResults } from "./strategies/clear-tool-results.ts";
import { window } from "./strategies/window.ts";
import { resolveTarget } from "./target.ts";

export interface CompactResult<Item> {
  /** The compacted conversation, or the very array that was passed in unless `report.status` is `compacted`. */
  readonly items: readonly Item[];
  readonly report: CompactionReport;
}

/** How a compaction ended. */
type Outcome<Item> = Pick<CompactionReport, "status" | "strategy" | "reason" | "attempts"> & {
  /** The result, where there is one. */
  readonly draft?: Draft<Item>;
};

/**
 * Makes a conversation fit a number of tokens, offline. The input is never changed; what is not touched is shared with it.
 *
 * System and developer messages, the first and the last user message stay as they are; every call keeps its result. A
 * result is used only if it is valid, smaller, and within the target: `report.status` says so.
 *
 * @throws MassGenError `invalid-option`, `unknown-format`, `invalid-item`, `orphaned-result`; the signal's reason on abort.
 */
export async function compact<Item>(
  items: readonly Item[],
  options: CompactOptions<Item>,
): Promise<CompactResult<Item>> {
  checkOptions(options);
  options.signal?.throwIfAborted();
  const start = performance.now();
  const { counter = heuristicCounter, onEvent } = options;
  const adapter = options.adapter ?? adapterFor<Item>(items.length === 0 ? "openai-responses" : detectFormat(items));
  onEvent?.({ type: "compaction-start", items: items.length, target: options.target });

  const analyser = createAnalyser(adapter, counter);
  const analysed = await analyseAll(items, analyser, createPacer(options.signal), (fraction) =>
    onEvent?.({ type: "compaction-progress", phase: "counting", fraction }),
  );
  const facts = analysed.map((entry) => entry.facts);
  refuseOrphans(facts);
  const open = openCalls(facts);
  const tokensBefore = totalTokens(items, analyser);
  const target = resolveTarget(options.target, tokensBefore);

  const outcome = await decide();
  const { draft, ...said } = outcome;
  const result = draft === undefined ? items : draft.items.map((entry) => entry.item);
  const report: CompactionReport = {
    format: adapter.format,
    ...said,
    target,
    tokensBefore,
    tokensAfter: totalTokens(result, analyser),
    itemsBefore: items.length,
    itemsAfter: result.length,
    counter: counter.name,
    estimated: analysed.some((entry) => entry.count.estimated),
    actions: draft === undefined ? [] : actionsOf(items, draft, analyser),
    unansweredCalls: unansweredReports(open, draft, analyser),
    durationMilliseconds: performance.now() - start,
  };
  const { status, strategy, reason, tokensAfter } = report;
  onEvent?.({ type: "compaction-end", status, strategy, reason, tokensBefore, tokensAfter });
  return { items: result, report };

  async function decide(): Promise<Outcome<Item>> {
    if (tokensBefore <= target) {
      const reason = `the conversation has ${tokensBefore} tokens, which is within the target of ${target}`;
      return { status: "skipped", strategy: null, reason, attempts: [] };
    }
    const leftOpen = options.pendingCalls === "answer" ? [] : open.filter((call) => call.pending);
    const toRepair = open.filter((call) => !leftOpen.includes(call));
    const repaired = applyEdits(originalDraft(items), repairEdits(findRepairs(items, facts, toRepair, adapter)));
    const strategies = options.strategies ?? [clearToolResults<Item>(), window<Item>()];
    const limits = { tokensBefore, target, mayBeOpen: new Set(leftOpen.map(({ call }) => call.id)) };
    const { accepted, attempts } = await tryStrategies(repaired, strategies, limits, analyser, options);
    if (accepted !== undefined) return { status: "compacted", attempts, ...accepted };
    const reason = attempts.map((attempt) => `${attempt.strategy}: ${attempt.reason}`).join("; ");
    return { status: "failed", strategy: null, reason, attempts };
  }
}
