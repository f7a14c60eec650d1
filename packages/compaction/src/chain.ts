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
  /** The draft that reached the target; `undefined` where none did. */
  readonly draft: Draft<Item> | undefined;
  /** Strategy that reached the target, and why its result was taken. */
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

/** Gives each strategy its turn, each on what those before it made of the draft, until the target is reached. */
export async function runChain<Item>(start: Draft<Item>, settings: ChainSettings<Item>): Promise<ChainResult<Item>> {
  const { strategies, limits, analyser, archive, signal, onEvent, pin, request } = settings;
  const budget = { target: limits.target, ...(request && { request }) };
  const attempts: StrategyAttempt[] = [];
  const entries: ArchiveEntry[] = [];
  let draft = start;
  let pinnedBefore: ReadonlySet<Item> | undefined;
  const lastSeen = new Map<Strategy<Item>, Draft<Item>>();
  for (let pass = 0; pass < maximumPasses; pass += 1) {
    let progressed = false;
    for (const strategy of strategies) {
      if (lastSeen.get(strategy) === draft) continue;
      const planning = { type: "compaction-progress", phase: "planning", strategy: strategy.name } as const;
      onEvent?.(planning);
      const view = buildView(
        draft.items.map((entry) => entry.item),
        { analyser, pin, pinnedBefore, archives: archive !== undefined },
      );
      pinnedBefore ??= new Set([...view.pinned].map((index) => view.items[index] as Item));
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
      draft = verdict.draft;
      progressed = true;
      if (archive !== undefined) entries.push(...archiveEntries(proposal, view));
      if (verdict.outcome === "reached") return { draft, strategy: strategy.name, reason, attempts, entries };
    }
    if (!progressed) break;
  }
  const reason = attempts.map((attempt) => `${attempt.strategy}: ${attempt.reason}`).join("; ");
  return { draft: undefined, strategy: null, reason, attempts, entries: [] };
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
