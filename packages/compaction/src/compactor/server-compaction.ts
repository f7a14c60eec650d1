import type { Usage } from "@massgen/core";
import type { Analyser } from "../conversation/analyser.ts";
import { isWindow, newestOpaque } from "../conversation/pins.ts";
import { replayTokens } from "../strategies/native/replay-tokens.ts";

/** Whether the newest opaque item came from a server that compacted while it answered. */
export function isServerCompacted<Item>(
  items: readonly Item[],
  analyser: Analyser<Item>,
  isPlaced: (item: Item) => boolean,
): boolean {
  const facts = items.map((item) => analyser.facts(item));
  const opaque = newestOpaque(facts);
  return opaque > 0 && !isPlaced(items[opaque] as Item) && !isWindow(facts, opaque);
}

/**
 * Takes the size of a server's opaque item from the usage of the response that it came with: what the output has beside
 * the reasoning and the other items. Answers whether there is one.
 */
export function sizeServerItem<Item>(usage: Usage, output: readonly Item[], analyser: Analyser<Item>): boolean {
  const opaque = newestOpaque(output.map((item) => analyser.facts(item)));
  if (opaque < 0) return false;
  const others = output.filter((item, index) => index !== opaque && !analyser.facts(item).reasoning);
  const said = others.reduce((total, item) => total + analyser.tokens(item), usage.reasoningTokens ?? 0);
  analyser.setTokens(output[opaque] as Item, Math.max(1, usage.outputTokens - said) + replayTokens);
  return true;
}
