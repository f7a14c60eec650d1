import type { ItemFacts } from "../adapters/item-adapter.ts";
import type { ConversationView } from "../conversation/conversation-view.ts";
import { itemsRemovedBy } from "../conversation/notes.ts";
import { isSummary } from "../conversation/summary-tag.ts";

/** Where an item that stands for others goes, and in whose role. */
export interface StandInPlace {
  /** Index of the item that it comes before. */
  readonly before: number;
  readonly role: "user" | "assistant";
}

/**
 * Finds a place for a summary or a note such that the last user message stays the last one by position alone, for us and for
 * anyone else who looks, and the first one the first wherever that can be.
 *
 * Between the two it speaks as the user, as summaries do. In a session with one task and nothing but steps after it
 * there is no such place: a user message behind the task would be what the user seems to want last, and would be pinned
 * for it. There it is the assistant who recalls what was done, where it was done. Only where the next item is thinking
 * that must begin the assistant's turn, nothing of the assistant's may come before it; then the summary speaks as the
 * user, before the task.
 *
 * @param covered - indexes of the items that it stands for, in order.
 */
export function placeStandIn<Item>(view: ConversationView<Item>, covered: readonly number[]): StandInPlace {
  const { facts, cutPoints } = view;
  const [before = 0] = covered;
  const replaced = facts[before];
  const first = facts.findIndex((fact) => fact.role === "user" && !isOurs(fact));
  const last = facts.findLastIndex((fact) => fact.role === "user");
  if (first >= 0 && first < before && before <= last) return { before, role: "user" };
  // A summary that was there before the task stays there: the task is first in no other way.
  if (replaced !== undefined && replaced.role === "user" && isOurs(replaced)) return { before, role: "user" };

  const gone = new Set(covered);
  const next = facts.find((_, index) => index >= before && !gone.has(index));
  const mayPrecede = next?.beginsTurn !== true;
  return mayPrecede || first < 0 || !cutPoints.includes(first)
    ? { before, role: "assistant" }
    : { before: first, role: "user" };
}

/** What an earlier compaction put there. */
function isOurs(facts: ItemFacts): boolean {
  return isSummary(facts) || itemsRemovedBy(facts) > 0;
}
