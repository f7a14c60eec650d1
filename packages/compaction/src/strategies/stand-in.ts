import type { Edit, Proposal } from "./strategy.ts";

/**
 * Proposes one item in place of others, where the first of them was.
 *
 * @param covered - indexes of the items that go, in order; whole segments.
 * @param reason - why they go.
 */
export function standIn<Item>(item: Item, covered: readonly number[], reason: string): Proposal<Item> {
  const before = covered[0] ?? 0;
  const removals = covered.map((index): Edit<Item> => ({ kind: "remove", index, reason }));
  const insert: Edit<Item> = { kind: "insert", before, item, covers: covered, reason: "stands for the items removed" };
  return { kind: "edits", edits: [insert, ...removals] };
}
