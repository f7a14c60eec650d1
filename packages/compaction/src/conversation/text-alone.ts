import type { ItemFacts } from "../adapters/item-adapter.ts";

/**
 * The text of a user's or assistant's message that holds nothing but one text, as those have that compaction puts in;
 * empty for any other item, so that nothing to which somebody added something is taken for ours.
 */
export function textAlone({ role, parts, calls, results }: ItemFacts): string {
  const [part] = parts;
  const isMessage = (role === "user" || role === "assistant") && calls.length === 0 && results.length === 0;
  return isMessage && parts.length === 1 && part?.kind === "text" ? part.text : "";
}
