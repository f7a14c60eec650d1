import type { Analyser } from "./conversation/analyser.ts";
import type { ConversationView } from "./conversation/conversation-view.ts";
import { applyEdits, type Draft } from "./conversation/draft.ts";
import { findEditViolation, findLostReasoning, findViolation } from "./conversation/violations.ts";
import type { Proposal } from "./strategies/strategy.ts";

/** What a compaction's result must keep to, all in tokens of the items alone. */
export interface Limits {
  /** Size of the original, which the result must stay below. */
  readonly before: number;
  readonly target: number;
  /** Size that is taken where no strategy reaches the target; the target or more. */
  readonly acceptable: number;
  /** Saving below which a proposal that misses the target is not worth building on. */
  readonly minimumProgress: number;
  /** Ids of calls that need no answer yet. */
  readonly mayBeOpen: ReadonlySet<string>;
}

/** What becomes of a proposal. */
export interface Verdict<Item> {
  /** `reached` the target; made `progress` that the next strategy builds on; was `useless`; or went `wrong`. */
  readonly outcome: "reached" | "progress" | "useless" | "wrong";
  readonly reason: string;
  /** Size of the proposal's result, where it has a valid one. */
  readonly tokensAfter: number | null;
  /** The result, where it is of use. */
  readonly draft?: Draft<Item>;
}

/** Decides on a proposal: only a valid result that is small enough counts. */
export function judge<Item>(
  proposal: Proposal<Item>,
  draft: Draft<Item>,
  view: ConversationView<Item>,
  limits: Limits,
  analyser: Analyser<Item>,
): Verdict<Item> {
  if (proposal.kind === "nothing") {
    return { outcome: proposal.failed === true ? "wrong" : "useless", reason: proposal.reason, tokensAfter: null };
  }
  const { edits } = proposal;
  const invalid = (why: string): Verdict<Item> => ({
    outcome: "wrong",
    reason: `its result is not valid: ${why}`,
    tokensAfter: null,
  });
  const wrongEdit = findEditViolation(view, edits) ?? findLostReasoning(view, edits);
  if (wrongEdit !== undefined) return invalid(wrongEdit);
  for (const edit of edits) {
    if (edit.kind === "insert" && edit.tokens !== undefined) analyser.setTokens(edit.item, edit.tokens);
  }
  const result = applyEdits(draft, edits);
  const violation = findViolation(
    result.items.map(({ item }) => analyser.facts(item)),
    limits.mayBeOpen,
  );
  if (violation !== undefined) return invalid(violation);
  const tokensAfter = result.items.reduce((total, { item }) => total + analyser.tokens(item), 0);
  const weighed = weigh(tokensAfter, view.totalTokens, limits);
  const isOfUse = weighed.outcome === "reached" || weighed.outcome === "progress";
  return { ...weighed, tokensAfter, ...(isOfUse && { draft: result }) };
}

function weigh(after: number, current: number, limits: Limits): Pick<Verdict<never>, "outcome" | "reason"> {
  const { before, target, minimumProgress } = limits;
  if (after >= before) return { outcome: "wrong", reason: "its result is not smaller than the original" };
  if (after <= target) return { outcome: "reached", reason: `${after} tokens, within the target of ${target}` };
  const missed = `its result has ${after} tokens, more than the target of ${target}`;
  return current - after >= minimumProgress
    ? { outcome: "progress", reason: missed }
    : { outcome: "useless", reason: `${missed}, and saves too little to build on` };
}
