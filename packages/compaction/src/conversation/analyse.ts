import { MassGenError } from "@massgen/core";
import type { ItemFacts } from "../adapters/item-adapter.ts";
import type { Pacer } from "../counting/pacer.ts";
import type { Analyser } from "./analyser.ts";
import type { Pairing } from "./pairing.ts";

/**
 * Analyses every item, giving way to other work in between.
 *
 * @param firstIndex - index of the first item in its conversation, for messages.
 * @throws MassGenError `invalid-item`, with the item's index, where an item is not of the adapter's format.
 */
export async function analyseAll<Item>(
  items: readonly Item[],
  analyser: Analyser<Item>,
  pace: Pacer,
  onProgress: (fraction: number) => void,
  firstIndex = 0,
): Promise<readonly ItemFacts[]> {
  const facts: ItemFacts[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as Item;
    facts.push(analyseAt(item, firstIndex + index, analyser));
    const pause = pace();
    if (pause !== undefined) {
      onProgress(index / items.length);
      await pause;
    }
  }
  return facts;
}

function analyseAt<Item>(item: Item, index: number, analyser: Analyser<Item>): ItemFacts {
  try {
    analyser.tokens(item);
    return analyser.facts(item);
  } catch (error) {
    if (!MassGenError.isInstance(error)) throw error;
    throw new MassGenError(`Item ${index}: ${error.problem}`, {
      code: error.code,
      remedy: error.remedy,
      cause: error,
    });
  }
}

/** @throws MassGenError `orphaned-result` where a result has no call before it. */
export function refuseOrphans({ orphaned }: Pairing): void {
  const [orphan] = orphaned;
  if (orphan === undefined) return;
  throw new MassGenError(
    `Item ${orphan.index} answers a call that no earlier item makes, or that has its answer already.`,
    {
      code: "orphaned-result",
      remedy: "Providers refuse such a conversation: restore the call or take the item out.",
    },
  );
}
