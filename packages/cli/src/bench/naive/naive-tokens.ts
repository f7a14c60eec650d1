import type { ItemFacts } from "@massgen/compaction";

/** What home-made code takes for the size of an item: a token for four characters of text, images not counted. */
export function naiveTokens({ parts }: Pick<ItemFacts, "parts">): number {
  return parts.reduce((total, part) => total + (part.kind === "text" ? part.text.length / 4 : 0), 0);
}
