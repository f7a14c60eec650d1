import { type ChainResult, runChain } from "./chain.ts";
import type { CompactResult } from "./compact.ts";
import type { CompactOptions } from "./compact-options.ts";
import { analyseAll, refuseOrphans } from "./conversation/analyse.ts";
import { type Analyser, totalTokens } from "./conversation/analyser.ts";
import { findUncovered } from "./conversation/coverage.ts";
import { applyEdits, type Draft, originalDraft, repairEdits } from "./conversation/draft.ts";
import { findRepairs, openCalls } from "./conversation/repair.ts";
import { createPacer } from "./counting/pacer.ts";
import type { CompactionReport } from "./report.ts";
import { actionsOf, unansweredReports } from "./report-actions.ts";
import { clearToolResults } from "./strategies/clear-tool-results.ts";
import { window } from "./strategies/window.ts";
import { resolveTarget } from "./target.ts";

/** A proposal that misses the target must save this share of the conversation for others to build on it. */
const minimumProgressShare = 0.05;

export interface RunSettings<Item> extends Omit<CompactOptions<Item>, "counter" | "adapter"> {
  /** Tokens of the request beside the items: instructions, tools. */
  readonly requestTokens: number;
}

/** How a compaction ended. */
type Outcome<Item> = Pick<CompactionReport, "status" | "strategy" | "reason" | "attempts"> & {
  /** The result, where there is one. */
  readonly draft?: Draft<Item>;
};

/** One compaction, from counting to the report; `analyser` may know the items from before. */
export async function runCompaction<Item>(
  items: readonly Item[],
  analyser: Analyser<Item>,
  settings: RunSettings<Item>,
): Promise<CompactResult<Item>> {
  const { archive, onEvent, requestTokens, signal } = settings;
  signal?.throwIfAborted();
  const start = performance.now();
  onEvent?.({ type: "compaction-start", items: items.length, target: settings.target });
  const facts = await analyseAll(items, analyser, createPacer(signal), (fraction) =>
    onEvent?.({ type: "compaction-progress", phase: "counting", fraction }),
  );
  refuseOrphans(facts);
  const open = openCalls(facts);
  const before = totalTokens(items, analyser);
  const tokensBefore = requestTokens + before;
  const target = resolveTarget(settings.target, tokensBefore);

  const { draft, ...said } = await decide();
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
  const { status, strategy, reason, tokensAfter } = report;
  onEvent?.({ type: "compaction-end", status, strategy, reason, tokensBefore, tokensAfter });
  return { items: result, report };

  async function decide(): Promise<Outcome<Item>> {
    if (tokensBefore <= target) {
      const reason = `the conversation has ${tokensBefore} tokens, which is within the target of ${target}`;
      return { status: "skipped", strategy: null, reason, attempts: [] };
    }
    const leftOpen = settings.pendingCalls === "answer" ? [] : open.filter((call) => call.pending);
    const toRepair = open.filter((call) => !leftOpen.includes(call));
    const repairs = findRepairs(items, facts, toRepair, analyser.adapter);
    const limits = {
      before,
      target: target - requestTokens,
      minimumProgress: before * minimumProgressShare,
      mayBeOpen: new Set(leftOpen.map(({ call }) => call.id)),
    };
    const strategies = settings.strategies ?? [clearToolResults<Item>(), window<Item>()];
    const chain = { ...settings, strategies, limits, analyser, archive };
    const ended = await runChain(applyEdits(originalDraft(items), repairEdits(repairs)), chain);
    const { attempts, strategy, reason, draft } = ended;
    if (draft === undefined) return { status: "failed", strategy: null, reason, attempts };
    const repaired = new Set(repairs.flatMap((repair) => (repair.kind === "remove" ? [repair.index] : [])));
    const problem = findUncovered(draft, items.length, repaired) ?? (await store(ended));
    if (problem !== undefined) return { status: "failed", strategy: null, reason: problem, attempts };
    return { status: "compacted", strategy, reason, attempts, draft };
  }

  /** Writes what goes before it is gone; answers with what went wrong. */
  async function store({ entries }: ChainResult<Item>): Promise<string | undefined> {
    if (entries.length === 0 || archive === undefined) return undefined;
    try {
      await archive.put(entries);
      signal?.throwIfAborted();
      return undefined;
    } catch (error) {
      signal?.throwIfAborted();
      const why = error instanceof Error ? error.message : String(error);
      return `the archive could not be written, so nothing was taken out: ${why}`;
    }
  }
}
