import { MassGenError } from "@massgen/core";
import type { ItemAdapter, ItemFacts } from "../adapters/item-adapter.ts";
import { countItemTokens } from "../counting/item-tokens.ts";
import type { Pacer } from "../counting/pacer.ts";
import type { TokenCount, TokenCounter } from "../counting/token-counter.ts";
import { pairCalls } from "./pairing.ts";

/** Facts and size of one item, worked out once however often the item is looked at. */
export interface AnalysedItem {
  readonly facts: ItemFacts;
  readonly count: TokenCount;
}

/** Looks at items on behalf of one compaction; items are told apart by identity, as they are never changed in place. */
export interface Analyser<Item> {
  readonly adapter: ItemAdapter<Item>;
  analyse(item: Item): AnalysedItem;
  countText(text: string): number;
}

export function createAnalyser<Item>(adapter: ItemAdapter<Item>, counter: TokenCounter): Analyser<Item> {
  const known = new Map<Item, AnalysedItem>();
  return {
    adapter,
    analyse(item) {
      const cached = known.get(item);
      if (cached !== undefined) return cached;
      const facts = adapter.describe(item);
      const analysed = { facts, count: countItemTokens(facts, counter) };
      known.set(item, analysed);
      return analysed;
    },
    countText: (text) => counter.count(text).tokens,
  };
}

/**
 * Analyses every item, giving way to other work in between.
 *
 * @throws MassGenError `invalid-item`, with the item's index, where an item is not of the adapter's format.
 */
export async function analyseAll<Item>(
  items: readonly Item[],
  analyser: Analyser<Item>,
  pace: Pacer,
  onProgress: (fraction: number) => void,
): Promise<readonly AnalysedItem[]> {
  const analysed: AnalysedItem[] = [];
  for (const [index, item] of items.entries()) {
    analysed.push(analyseAt(item, index, analyser));
    const pause = pace();
    if (pause !== undefined) {
      onProgress(index / items.length);
      await pause;
    }
  }
  return analysed;
}

function analyseAt<Item>(item: Item, index: number, analyser: Analyser<Item>): AnalysedItem {
  try {
    return analyser.analyse(item);
  } catch (error) {
    if (!MassGenError.isInstance(error)) throw error;
    throw new MassGenError(`Item ${index}: ${error.problem}`, { code: error.code, remedy: error.remedy, cause: error });
  }
}

/** @throws MassGenError `orphaned-result` where a result has no call before it. */
export function refuseOrphans(facts: readonly ItemFacts[]): void {
  const [orphan] = pairCalls(facts).orphaned;
  if (orphan === undefined) return;
  throw new MassGenError(
    `Item ${orphan.index} answers the call "${orphan.callId}", which no earlier item makes or which has its answer already.`,
    {
      code: "orphaned-result",
      remedy: "Providers refuse such a conversation: restore the call or take the item out.",
    },
  );
}

export function totalTokens<Item>(items: readonly Item[], analyser: Analyser<Item>): number {
  return items.reduce((total, item) => total + analyser.analyse(item).count.tokens, 0);
}
