import { analyseAll } from "../conversation/analyse.ts";
import type { Analyser } from "../conversation/analyser.ts";
import type { Pacer } from "../counting/pacer.ts";

/** Counts a conversation that mostly grows at its end: only what is new is looked at. */
export interface RunningCount<Item> {
  /** Tokens of the items by our counter. */
  count(items: readonly Item[], analyser: Analyser<Item>, pace: Pacer): Promise<number>;
}

export function createRunningCount<Item>(): RunningCount<Item> {
  let known: readonly Item[] = [];
  /** Tokens up to and including each known item. */
  const sums: number[] = [];
  return {
    async count(items, analyser, pace) {
      let shared = 0;
      while (shared < known.length && items[shared] === known[shared]) shared += 1;
      const added = items.slice(shared);
      await analyseAll(added, analyser, pace, () => undefined, shared);
      sums.length = shared;
      let total = sums.at(-1) ?? 0;
      for (const item of added) {
        total += analyser.counted(item);
        sums.push(total);
      }
      // The caller may go on with the very array, and push to it.
      known = [...items];
      return total;
    },
  };
}
