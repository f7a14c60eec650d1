import type { ItemFacts } from "../adapters/item-adapter.ts";

/** Text that stands in for what compaction took away, recognised again when the conversation is compacted later. */

const clearedPattern = /^\[massgen: tool output of \d+ tokens cleared\]$/;
const removedPattern = /^\[massgen: (\d+) earlier items? removed to fit the context window\]$/;

/** Stands in place of a tool's output. */
export function clearedNote(tokens: number): string {
  return `[massgen: tool output of ${tokens} tokens cleared]`;
}

export function isClearedNote(text: string): boolean {
  return clearedPattern.test(text);
}

/** Stands in place of a run of items. */
export function removedNote(items: number): string {
  return `[massgen: ${items} earlier ${items === 1 ? "item" : "items"} removed to fit the context window]`;
}

/** Number of items that a note says were removed; 0 where the item is not such a note. */
export function itemsRemovedBy(facts: ItemFacts): number {
  const [part] = facts.parts;
  if (facts.role !== "assistant" || part?.kind !== "text" || facts.parts.length !== 1) return 0;
  return Number(removedPattern.exec(part.text)?.[1] ?? 0);
}

/** Answer to a call that has none. */
export const unansweredNote = "[massgen: this call was never answered]";
