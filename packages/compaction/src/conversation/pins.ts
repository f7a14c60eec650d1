import type { ItemFacts } from "../adapters/item-adapter.ts";
import { itemsRemovedBy } from "./notes.ts";
import { isSummary } from "./summary-tag.ts";

/**
 * Items that no strategy may touch: every system and developer message, the first and the last user message, and the
 * last item that stands for what came before it. What compaction itself put in a user's role is not the first user
 * message; it never puts anything last.
 */
export function pinnedItems(facts: readonly ItemFacts[]): ReadonlySet<number> {
  const pinned = new Set<number>();
  facts.forEach((fact, index) => {
    if (fact.role === "system" && !fact.standsForPrefix) pinned.add(index);
  });
  const isUser = (fact: ItemFacts) => fact.role === "user";
  const isTask = (fact: ItemFacts) => isUser(fact) && !isSummary(fact) && itemsRemovedBy(fact) === 0;
  for (const index of [facts.findIndex(isTask), facts.findLastIndex(isUser), newestOpaque(facts)]) {
    if (index >= 0) pinned.add(index);
  }
  return pinned;
}

/**
 * Whether a conversation begins with a window that a provider handed out: users' messages, then the opaque item. Where
 * a server compacted while it answered, what the model said and did stands before the item still.
 */
export function isWindow(facts: readonly ItemFacts[], opaque: number): boolean {
  return opaque >= 0 && facts.slice(0, opaque).every(({ role }) => role === "user" || role === "system");
}

/** Index of the last item that stands for what came before it; -1 where there is none. */
export function newestOpaque(facts: readonly ItemFacts[]): number {
  return facts.findLastIndex((fact) => fact.standsForPrefix);
}
