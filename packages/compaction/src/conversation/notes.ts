import type { ItemFacts } from "../adapters/item-adapter.ts";

/** Text that stands in for what compaction took away, recognised again when the conversation is compacted later. */

const clearedPattern = /^\[massgen: tool output of \d+ tokens cleared(?:; recall [\da-z]+)?\](?:\n|$)/;
const removedPattern = /^\[massgen: (\d+) earlier items? removed to fit the context window(?:; recall [\da-z]+)?\]$/;

/** Stands in place of a tool's output. `id` names its archive entry. */
export function clearedNote(tokens: number, id?: string): string {
  return `[massgen: tool output of ${tokens} tokens cleared${recallHint(id)}]`;
}

export function isClearedNote(text: string): boolean {
  return clearedPattern.test(text);
}

/** Stands in place of a run of items. `id` names their archive entry. */
export function removedNote(items: number, id?: string): string {
  const what = items === 1 ? "item" : "items";
  return `[massgen: ${items} earlier ${what} removed to fit the context window${recallHint(id)}]`;
}

/** Number of items that a note says were removed; 0 where the item is not such a note. */
export function itemsRemovedBy(facts: ItemFacts): number {
  const [part] = facts.parts;
  if (facts.role !== "assistant" || part?.kind !== "text" || facts.parts.length !== 1) return 0;
  return Number(removedPattern.exec(part.text)?.[1] ?? 0);
}

/** Answer to a call that has none. */
export const unansweredNote = "[massgen: this call was never answered]";

function recallHint(id: string | undefined): string {
  return id === undefined ? "" : `; recall ${id}`;
}
