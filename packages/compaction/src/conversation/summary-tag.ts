import type { ItemFacts } from "../adapters/item-adapter.ts";
import { textAlone } from "./text-alone.ts";

/** What the first line of a summary's message says. */
export interface SummaryTag {
  /** Items that it stands for, those behind earlier summaries and notes included. */
  readonly items: number;
  /** Archive entries where these can be read, the newest first. */
  readonly recallIds: readonly string[];
}

const tag = /^\[massgen: summary of (\d{1,9}) earlier items?(?:; recall ([\da-z]+(?:, [\da-z]+)*))?\]\n/;

export function tagLine({ items, recallIds }: SummaryTag): string {
  const recall = recallIds.length === 0 ? "" : `; recall ${recallIds.join(", ")}`;
  return `[massgen: summary of ${items} earlier ${items === 1 ? "item" : "items"}${recall}]\n`;
}

/** Whether an item is a summary that an earlier compaction left. */
export function isSummary(facts: ItemFacts): boolean {
  return readTag(facts) !== undefined;
}

/** What a summary's first line says, and the text after it; `undefined` where an item is none. */
export function readTag(facts: ItemFacts): (SummaryTag & { readonly rest: string }) | undefined {
  const text = textAlone(facts);
  const [head, items, ids] = tag.exec(text) ?? [];
  if (head === undefined) return undefined;
  return { items: Number(items), recallIds: ids?.split(", ") ?? [], rest: text.slice(head.length) };
}
