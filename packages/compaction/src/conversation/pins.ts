import type { ItemFacts } from "../adapters/item-adapter.ts";

/**
 * Items that no strategy may touch: every system and developer message, the first and the last user message, and the
 * last item that stands for what came before it.
 */
export function pinnedItems(facts: readonly ItemFacts[]): ReadonlySet<number> {
  const pinned = new Set<number>();
  facts.forEach((fact, index) => {
    if (fact.role === "system" && !fact.standsForPrefix) pinned.add(index);
  });
  const isUser = (fact: ItemFacts) => fact.role === "user";
  for (const index of [
    facts.findIndex(isUser),
    facts.findLastIndex(isUser),
    facts.findLastIndex((fact) => fact.standsForPrefix),
  ]) {
    if (index >= 0) pinned.add(index);
  }
  return pinned;
}
