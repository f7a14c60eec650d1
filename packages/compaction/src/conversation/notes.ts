import type { ItemFacts } from "../adapters/item-adapter.ts";
import { textAlone } from "./text-alone.ts";

/**
 * Texts that stand in for what compaction took away, and what recognises them when the conversation is compacted again.
 * Each note is one line; `id` names its entry in the archive.
 */

const recall = String.raw`(?:; recall [\da-z]+)?\]`;
const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
const clearedPattern = new RegExp(String.raw`^\[massgen: tool output of \d+ tokens cleared${recall}(?:\n|$)`);
const repeatedPattern = new RegExp(
  String.raw`^\[massgen: tool output of \d+ tokens left out, [a-z ]+, see the result of call ${quoted}${recall}$`,
);
const evictedPattern = new RegExp(String.raw`^\[massgen: image(?: of \d+x\d+ pixels)? evicted${recall}$`);
const removedPattern = new RegExp(
  String.raw`^\[massgen: (\d+) earlier items? removed to fit the context window${recall}$`,
);

/** Stands in place of a tool's output; a preview of that output may follow on the lines below. */
export function clearedNote(tokens: number, id?: string): string {
  return `[massgen: tool output of ${tokens} tokens cleared${recallHint(id)}]`;
}

export function isClearedNote(text: string): boolean {
  return clearedPattern.test(text);
}

/** Stands between the two ends of a tool's output. */
export function omissionNote(characters: number): string {
  return `[massgen: ${characters} characters left out]`;
}

/** Why a tool's output is there again. */
export type Repetition = "same call answered again later" | "same text in a later result";

/** Stands in place of a tool's output which a newer result makes superfluous; `callId` is the call of that result. */
export function repeatedNote(tokens: number, repetition: Repetition, callId: string, id?: string): string {
  const where = `see the result of call ${JSON.stringify(callId)}`;
  return `[massgen: tool output of ${tokens} tokens left out, ${repetition}, ${where}${recallHint(id)}]`;
}

export function isRepeatedNote(text: string): boolean {
  return repeatedPattern.test(text);
}

/** Stands in place of an image; `size` is e.g. `1280x720`, where it is known. */
export function evictedNote(size?: string, id?: string): string {
  const pixels = size === undefined ? "" : ` of ${size} pixels`;
  return `[massgen: image${pixels} evicted${recallHint(id)}]`;
}

export function isEvictedNote(text: string): boolean {
  return evictedPattern.test(text);
}

/** Stands in place of a run of items. */
export function removedNote(items: number, id?: string): string {
  const what = items === 1 ? "item" : "items";
  return `[massgen: ${items} earlier ${what} removed to fit the context window${recallHint(id)}]`;
}

/** Number of items that a note says were removed; 0 where the item is not such a note. */
export function itemsRemovedBy(facts: ItemFacts): number {
  return Number(removedPattern.exec(textAlone(facts))?.[1] ?? 0);
}

/** Answer to a call that has none. */
export const unansweredNote = "[massgen: this call was never answered]";

/** Whether a tool's output is one of the notes above, which nothing further may be taken from. */
export function isStub(text: string): boolean {
  if (!text.startsWith("[massgen: ")) return false;
  return text === unansweredNote || isClearedNote(text) || isRepeatedNote(text) || isEvictedNote(text);
}

function recallHint(id: string | undefined): string {
  return id === undefined ? "" : `; recall ${id}`;
}
