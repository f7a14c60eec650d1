import { adapterFor } from "./adapters/adapters.ts";
import { detectFormat } from "./adapters/detect-format.ts";
import type { ItemAdapter } from "./adapters/item-adapter.ts";
import { type CompactOptions, checkOptions } from "./compact-options.ts";
import { tryStrategies } from "./compaction-attempts.ts";
import { type Analyser, analyseAll, createAnalyser, refuseOrphans } from "./conversation/analyse.ts";
import { applyEdits, type Draft, originalDraft, repairEdits } from "./conversation/draft.ts";
import { findRepairs, openCalls } from "./conversation/repair.ts";
import { heuristicCounter } from "./counting/heuristic-counter.ts";
import { createPacer } from "./counting/pacer.ts";
import type { CompactionReport } from "./report.ts";
import { actionsOf, unansweredReports } from "./report-actions.ts";
import { clearToolResults } from "./strategies/clear-tool-results.ts";
import { window } from "./strategies/window.ts";

export interface CompactResult<Item> {
  /** The compacted conversation, or the very array that was passed in unless `report.status` is `compacted`. */
  readonly items: readonly Item[];
  readonly report: CompactionReport;
}

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
  const { target, counter = heuristicCounter, onEvent } = options;
  const adapter: ItemAdapter<Item> =
    options.adapter ?? adapterFor(items.length === 0 ? "openai-responses" : detectFormat(items));
  onEvent?.({ type: "compaction-start", items: items.length, target });

  const analyser = createAnalyser(adapter, counter);
  const analysed = await analyseAll(items, analyser, createPacer(options.signal), (fraction) =>
    onEvent?.({ type: "compaction-progress", phase: "counting", fraction }),
  );
  const facts = analysed.map((entry) => entry.facts);
  refuseOrphans(facts);
  const open = openCalls(facts);
  const tokensBefore = analysed.reduce((total, entry) => total + entry.count.tokens, 0);
  const estimated = analysed.some((entry) => entry.count.estimated);
  const base = {
    format: adapter.format,
    target,
    tokensBefore,
    itemsBefore: items.length,
    counter: counter.name,
    estimated,
  };

  const finish = (
    outcome: Pick<CompactionReport, "status" | "strategy" | "reason" | "attempts">,
    draft: Draft<Item>,
  ): CompactResult<Item> => {
    const compacted = outcome.status === "compacted";
    const result = compacted ? draft.items.map((entry) => entry.item) : items;
    const report = {
      ...base,
      ...outcome,
      tokensAfter: compacted ? totalTokens(result, analyser) : tokensBefore,
      itemsAfter: result.length,
      actions: compacted ? actionsOf(items, draft, analyser) : [],
      unansweredCalls: unansweredReports(open, compacted ? draft : undefined, analyser),
      durationMilliseconds: performance.now() - start,
    };
    const { status, strategy, reason, tokensAfter } = report;
    onEvent?.({ type: "compaction-end", status, strategy, reason, tokensBefore, tokensAfter });
    return { items: result, report };
  };

  const original = originalDraft(items);
  if (tokensBefore <= target) {
    const reason = `the conversation has ${tokensBefore} tokens, which is within the target of ${target}`;
    return finish({ status: "skipped", strategy: null, reason, attempts: [] }, original);
  }
  const leftOpen = options.pendingCalls === "answer" ? [] : open.filter((call) => call.pending);
  const toRepair = open.filter((call) => !leftOpen.includes(call));
  const draft = applyEdits(original, repairEdits(findRepairs(items, facts, toRepair, adapter)));
  const strategies = options.strategies ?? [clearToolResults<Item>(), window<Item>()];
  const limits = { tokensBefore, target, mayBeOpen: new Set(leftOpen.map(({ call }) => call.id)) };
  const { accepted, attempts } = await tryStrategies(draft, strategies, limits, analyser, options);
  if (accepted === undefined) {
    const reason = attempts.map((attempt) => `${attempt.strategy}: ${attempt.reason}`).join("; ");
    return finish({ status: "failed", strategy: null, reason, attempts }, original);
  }
  const { strategy, reason } = accepted;
  return finish({ status: "compacted", strategy, reason, attempts }, accepted.draft);
}

function totalTokens<Item>(items: readonly Item[], analyser: Analyser<Item>): number {
  return items.reduce((total, item) => total + analyser.analyse(item).count.tokens, 0);
}
