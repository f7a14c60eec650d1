import { type ChainResult, runChain } from "./chain.ts";
import type { CompactOptions } from "./compact-options.ts";
import { analyseAll, refuseOrphans } from "./conversation/analyse.ts";
import { type Analyser, totalTokens } from "./conversation/analyser.ts";
import { findUncovered } from "./conversation/coverage.ts";
import { applyEdits, originalDraft, repairEdits } from "./conversation/draft.ts";
import { pairCalls } from "./conversation/pairing.ts";
import { findRepairs, type OpenCall, openCalls } from "./conversation/repair.ts";
import { createPacer } from "./counting/pacer.ts";
import type { RequestParts } from "./counting/request-tokens.ts";
import { type Beginning, type Outcome, type RunResult, resultOf } from "./outcome.ts";
import { clearToolResults } from "./strategies/clear-tool-results.ts";
import { window } from "./strategies/window.ts";
import { type CompactionTarget, resolveTarget } from "./target.ts";

/** A proposal that misses the target must save this share of the conversation for others to build on it. */
const minimumProgressShare = 0.05;

export interface RunSettings<Item> extends Omit<CompactOptions<Item>, "counter" | "adapter"> {
  /** Tokens of the request beside the items: instructions, tools. */
  readonly requestTokens: number;
  /**
   * Size that is taken where no strategy reaches the target, since an agent that cannot go on has lost more: tokens, or a
   * share of the conversation. Default: the target.
   */
  readonly acceptable?: CompactionTarget | undefined;
  /** The request beside the items, for strategies that ask a model. */
  readonly request?: RequestParts | undefined;
}

/** One compaction, from counting to the report; `analyser` may know the items from before. The end event is the caller's. */
export async function runCompaction<Item>(
  items: readonly Item[],
  analyser: Analyser<Item>,
  settings: RunSettings<Item>,
): Promise<RunResult<Item>> {
  const { onEvent, requestTokens, signal } = settings;
  signal?.throwIfAborted();
  const start = performance.now();
  onEvent?.({ type: "compaction-start", items: items.length, target: settings.target });
  const facts = await analyseAll(items, analyser, createPacer(signal), (fraction) =>
    onEvent?.({ type: "compaction-progress", phase: "counting", fraction }),
  );
  const pairing = pairCalls(facts);
  refuseOrphans(pairing);
  const tokensBefore = requestTokens + totalTokens(items, analyser);
  const target = resolveTarget(settings.target, tokensBefore);
  const beginning = { items, open: openCalls(facts, pairing), target, requestTokens, tokensBefore, start };
  const outcome = tokensBefore <= target ? alreadyFits(beginning) : await shrink(beginning, analyser, settings);
  return resultOf(outcome, beginning, analyser);
}

function alreadyFits<Item>({ tokensBefore, target }: Beginning<Item>): Outcome<Item> {
  const reason = `the conversation has ${tokensBefore} tokens, which is within the target of ${target}`;
  return { status: "skipped", strategy: null, reason, attempts: [] };
}

async function shrink<Item>(
  { items, open, target, requestTokens, tokensBefore }: Beginning<Item>,
  analyser: Analyser<Item>,
  settings: RunSettings<Item>,
): Promise<Outcome<Item>> {
  const facts = items.map((item) => analyser.facts(item));
  const leftOpen: readonly OpenCall[] = settings.pendingCalls === "answer" ? [] : open.filter((call) => call.pending);
  const toRepair = open.filter((call) => !leftOpen.includes(call));
  const repairs = findRepairs(items, facts, toRepair, analyser.adapter);
  const before = tokensBefore - requestTokens;
  if (requestTokens >= target) {
    const reason = `instructions and tools alone have ${requestTokens} tokens, and the target is ${target}`;
    return { status: "failed", strategy: null, reason, attempts: [] };
  }
  const limits = {
    before,
    target: target - requestTokens,
    acceptable: Math.max(target, resolveTarget(settings.acceptable ?? target, tokensBefore)) - requestTokens,
    minimumProgress: before * minimumProgressShare,
    mayBeOpen: new Set(leftOpen.map(({ call }) => call.id)),
  };
  const strategies = settings.strategies ?? [clearToolResults<Item>(), window<Item>()];
  const chain = { ...settings, strategies, limits, analyser, archive: settings.archive };
  const ended = await runChain(applyEdits(originalDraft(items), repairEdits(repairs)), chain);
  const { attempts, strategy, reason, draft } = ended;
  if (draft === undefined) return { status: "failed", strategy: null, reason, attempts };
  const repaired = repairs.flatMap((repair) => (repair.kind === "remove" ? [repair.index] : []));
  const problem = findUncovered(draft, items.length, repaired) ?? (await store(ended, settings));
  if (problem !== undefined) return { status: "failed", strategy: null, reason: problem, attempts };
  const archived = ended.entries.map((entry) => entry.id);
  return { status: "compacted", strategy, reason, attempts, accepted: { draft, repaired, archived } };
}

/** Writes what goes before it is gone; answers with what went wrong. */
async function store<Item>(
  { entries }: ChainResult<Item>,
  { archive, signal }: RunSettings<Item>,
): Promise<string | undefined> {
  if (entries.length === 0 || archive === undefined) return undefined;
  try {
    await archive.put(entries);
    return undefined;
  } catch (error) {
    return `the archive could not be written, so nothing was taken out: ${wordsOf(error)}`;
  } finally {
    signal?.throwIfAborted();
  }
}

/** What an error says, for a report. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
