import type { ItemFacts } from "../../../adapters/item-adapter.ts";

/** The text of an item that belongs neither to its calls nor to its results. */
export function spokenText(facts: ItemFacts): string {
  const { calls, results, role } = facts;
  const texts = facts.parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
  if (role === "tool" && results.length > 0) return "";
  if (calls.length === 0 && results.length === 0) return texts.join("\n");
  return texts.filter((text) => !belongsToCall(facts, text) && !belongsToResult(facts, text)).join("\n");
}

/** A call's data may be there as JSON and as the strings in it. */
function belongsToCall({ calls }: ItemFacts, text: string): boolean {
  return calls.some(
    (call) =>
      call.name === text || call.arguments.includes(text) || call.arguments.includes(JSON.stringify(text).slice(1, -1)),
  );
}

function belongsToResult({ results }: ItemFacts, text: string): boolean {
  return results.some((result) => result.text.includes(text));
}
