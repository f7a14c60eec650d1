import { MassGenError } from "@massgen/core";
import type { CompactOptions } from "./compact-options.ts";
import type { Analyser } from "./conversation/analyse.ts";
import { buildView } from "./conversation/build-view.ts";
import type { ConversationView } from "./conversation/conversation-view.ts";
import { applyEdits, type Draft } from "./conversation/draft.ts";
import { findEditViolation, findLostReasoning, findViolation } from "./conversation/violations.ts";
import type { StrategyAttempt } from "./report.ts";
import type { Proposal, Strategy } from "./strategies/strategy.ts";

/** What a result must keep to. */
export interface Limits {
  /** Size of the original conversation, which a result must stay below. */
  readonly tokensBefore: number;
  readonly target: number;
  /** Ids of calls that need no answer yet. */
  readonly mayBeOpen: ReadonlySet<string>;
}

export interface AcceptedDraft<Item> {
  readonly strategy: string;
  readonly reason: string;
  readonly draft: Draft<Item>;
}

/** Gives each strategy its turn on the same draft until a proposal is accepted. */
export async function tryStrategies<Item>(
  draft: Draft<Item>,
  strategies: readonly Strategy<Item>[],
  limits: Limits,
  analyser: Analyser<Item>,
  { signal, onEvent }: Pick<CompactOptions<Item>, "signal" | "onEvent">,
): Promise<{ readonly accepted: AcceptedDraft<Item> | undefined; readonly attempts: readonly StrategyAttempt[] }> {
  const view = buildView(
    draft.items.map((entry) => entry.item),
    analyser,
  );
  const attempts: StrategyAttempt[] = [];
  for (const strategy of strategies) {
    onEvent?.({ type: "compaction-progress", phase: "planning", strategy: strategy.name });
    const proposal = await propose(strategy, view, limits.target, signal);
    signal?.throwIfAborted();
    const verdict = judge(proposal, draft, view, limits, analyser);
    const { reason, tokensAfter } = verdict;
    const outcome = verdict.draft === undefined ? "passed-over" : "accepted";
    attempts.push({ strategy: strategy.name, outcome, reason, tokensAfter });
    if (verdict.draft !== undefined) {
      return { accepted: { strategy: strategy.name, reason, draft: verdict.draft }, attempts };
    }
  }
  return { accepted: undefined, attempts };
}

/** A strategy that throws is passed over, with its reason; an abort is not its failure. */
async function propose<Item>(
  strategy: Strategy<Item>,
  view: ConversationView<Item>,
  target: number,
  signal: AbortSignal | undefined,
): Promise<Proposal<Item>> {
  try {
    return await strategy.propose(view, { target }, signal);
  } catch (error) {
    signal?.throwIfAborted();
    const reason = MassGenError.isInstance(error) ? error.problem : "it threw an error";
    return { kind: "nothing", reason };
  }
}

interface Verdict<Item> {
  readonly reason: string;
  readonly tokensAfter: number | null;
  /** The result, where it is accepted. */
  readonly draft?: Draft<Item>;
}

function judge<Item>(
  proposal: Proposal<Item>,
  draft: Draft<Item>,
  view: ConversationView<Item>,
  { tokensBefore, target, mayBeOpen }: Limits,
  analyser: Analyser<Item>,
): Verdict<Item> {
  if (proposal.kind === "nothing") return { reason: proposal.reason, tokensAfter: null };
  const { edits } = proposal;
  const wrongEdit = findEditViolation(view, edits) ?? findLostReasoning(view, edits);
  if (wrongEdit !== undefined) return { reason: `its result is not valid: ${wrongEdit}`, tokensAfter: null };
  const result = applyEdits(draft, edits);
  const analysed = result.items.map(({ item }) => analyser.analyse(item));
  const tokensAfter = analysed.reduce((total, entry) => total + entry.count.tokens, 0);
  const violation = findViolation(
    analysed.map((entry) => entry.facts),
    mayBeOpen,
  );
  if (violation !== undefined) return { reason: `its result is not valid: ${violation}`, tokensAfter };
  if (tokensAfter > target)
    return { reason: `its result has ${tokensAfter} tokens, more than the target of ${target}`, tokensAfter };
  if (tokensAfter >= tokensBefore) return { reason: "its result is not smaller than the original", tokensAfter };
  return { reason: `${tokensAfter} tokens, within the target of ${target}`, tokensAfter, draft: result };
}
