import { type Archive, type ArchiveEntry, MassGenError } from "@massgen/core";
import { archiveEntries } from "./archive-entries.ts";
import type { CompactOptions } from "./compact-options.ts";
import type { Analyser } from "./conversation/analyser.ts";
import { buildView } from "./conversation/build-view.ts";
import type { ConversationView } from "./conversation/conversation-view.ts";
import type { Draft } from "./conversation/draft.ts";
import type { RequestParts } from "./counting/request-tokens.ts";
import { judge, type Limits, type Verdict } from "./judge.ts";
import type { StrategyAttempt } from "./report.ts";
import type { CompactionBudget, Proposal, Strategy } from "./strategies/strategy.ts";

/** Rounds that a chain of strategies gets at most; a second or third helps where a strategy depends on another's work. */
const maximumPasses = 3;

export interface ChainResult<Item> {
  /** The draft that reached the target, or came near enough; `undefined` where none did. */
  readonly draft: Draft<Item> | undefined;
  /** Strategy whose result was taken, and why. */
  readonly strategy: string | null;
  readonly reason: string;
  readonly attempts: readonly StrategyAttempt[];
  /** What the accepted proposals took out. */
  readonly entries: readonly ArchiveEntry[];
}

export interface ChainSettings<Item> extends Pick<CompactOptions<Item>, "signal" | "onEvent" | "pin"> {
  readonly strategies: readonly Strategy<Item>[];
  readonly limits: Limits;
  readonly analyser: Analyser<Item>;
  readonly archive: Archive | undefined;
  readonly request?: RequestParts | undefined;
}

/**
 * Gives each strategy its turn, each on what those before it made of the draft, until the target is reached. Where none
 * reaches it, what comes below the acceptable size is taken, and those that cost nothing try for that size too.
 */
export async function runChain<Item>(start: Draft<Item>, settings: ChainSettings<Item>): Promise<ChainResult<Item>> {
  const { strategies, limits } = settings;
  const progress: ChainProgress<Item> = { draft: start, attempts: [], entries: [], pinnedBefore: undefined };
  const first = await runRounds(progress, settings, strategies, limits);
  const { attempts, entries } = progress;
  if (first !== undefined) return { ...first, attempts, entries };
  if (limits.acceptable > limits.target) {
    const free = strategies.filter(({ name }) =>
      attempts.every((attempt) => attempt.strategy !== name || isFree(attempt)),
    );
    const second = await runRounds(progress, settings, free, { ...limits, target: limits.acceptable });
    const missed = `the target of ${limits.target} could not be reached`;
    if (second !== undefined) return { ...second, reason: `${second.reason}; ${missed}`, attempts, entries };
  }
  const reasons = new Set(attempts.map((attempt) => `${attempt.strategy}: ${attempt.reason}`));
  const reason = [...reasons].join("; ");
  return { draft: undefined, strategy: null, reason, attempts, entries: [] };
}

function isFree({ outcome, cost }: StrategyAttempt): boolean {
  return outcome !== "failed" && cost === undefined;
}

/** What a chain has come to so far. */
interface ChainProgress<Item> {
  draft: Draft<Item>;
  readonly attempts: StrategyAttempt[];
  readonly entries: ArchiveEntry[];
  /** Items that were pinned when the chain began. */
  pinnedBefore: ReadonlySet<Item> | undefined;
}

/** What was taken. */
type Taken<Item> = Pick<ChainResult<Item>, "draft" | "strategy" | "reason">;

async function runRounds<Item>(
  progress: ChainProgress<Item>,
  settings: ChainSettings<Item>,
  strategies: readonly Strategy<Item>[],
  limits: Limits,
): Promise<Taken<Item> | undefined> {
  const { analyser, archive, signal, onEvent, pin, request } = settings;
  const budget = { target: limits.target, ...(request && { request }) };
  const { attempts, entries } = progress;
  const lastSeen = new Map<Strategy<Item>, Draft<Item>>();
  let best: Taken<Item> | undefined;
  for (let pass = 0; pass < maximumPasses; pass += 1) {
    let progressed = false;
    for (const strategy of strategies) {
      const { draft } = progress;
      if (lastSeen.get(strategy) === draft) continue;
      const planning = { type: "compaction-progress", phase: "planning", strategy: strategy.name } as const;
      onEvent?.(planning);
      const view = buildView(
        draft.items.map((entry) => entry.item),
        { analyser, pin, pinnedBefore: progress.pinnedBefore, archives: archive !== undefined },
      );
      progress.pinnedBefore ??= new Set([...view.pinned].map((index) => view.items[index] as Item));
      const proposal = await propose(strategy, view, budget, signal, (fraction) =>
        onEvent?.({ ...planning, fraction }),
      );
      signal?.throwIfAborted();
      const verdict = judgeSafely(() => judge(proposal, draft, view, limits, analyser));
      const { reason, tokensAfter } = verdict;
      const { cost } = proposal;
      const outcome = outcomes[verdict.outcome];
      attempts.push({ strategy: strategy.name, outcome, reason, tokensAfter, ...(cost && { cost }) });
      lastSeen.set(strategy, verdict.draft ?? draft);
      if (verdict.draft === undefined) continue;
      progress.draft = verdict.draft;
      progressed = true;
      if (archive !== undefined) entries.push(...archiveEntries(proposal, view));
      const taken = { draft: verdict.draft, strategy: strategy.name, reason };
      if (verdict.outcome === "reached") return taken;
      best = tokensAfter !== null && tokensAfter <= limits.acceptable ? taken : undefined;
    }
    if (!progressed) break;
  }
  return best;
}

const outcomes = { reached: "accepted", progress: "built-upon", useless: "passed-over", wrong: "failed" } as const;

/** A strategy from outside may answer with anything; what cannot even be looked at is no proposal. */
function judgeSafely<Item>(decide: () => Verdict<Item>): Verdict<Item> {
  try {
    return decide();
  } catch (error) {
    const reason = MassGenError.isInstance(error) ? error.problem : "what it answered is not a proposal";
    return { outcome: "wrong", reason, tokensAfter: null };
  }
}

/** A strategy that throws is passed over, with its reason; an abort is not its failure. */
async function propose<Item>(
  strategy: Strategy<Item>,
  view: ConversationView<Item>,
  budget: CompactionBudget,
  signal: AbortSignal | undefined,
  onProgress: (fraction: number) => void,
): Promise<Proposal<Item>> {
  try {
    return await strategy.propose(view, budget, signal, onProgress);
  } catch (error) {
    signal?.throwIfAborted();
    const reason = MassGenError.isInstance(error) ? error.problem : "it threw an error";
    return { kind: "nothing", reason, failed: true };
  }
}
