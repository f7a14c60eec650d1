import type { ArchiveEntry } from "@massgen/core";
import { chooseAdapter } from "./adapters/choose-adapter.ts";
import { textOf } from "./adapters/content-parts.ts";
import type { Format } from "./adapters/detect-format.ts";
import type { ItemAdapter } from "./adapters/item-adapter.ts";
import { type Analyser, createAnalyser } from "./conversation/analyser.ts";
import { archiveIdOf } from "./conversation/content-key.ts";
import { heuristicCounter } from "./counting/heuristic-counter.ts";
import type { TokenCounter } from "./counting/token-counter.ts";

export interface ArchiveEntryOptions<Item> {
  /** Name of the items' format, where it is one of ours. Default: detected. */
  readonly format?: Format;
  /** The items' format, where it is one of your own. */
  readonly adapter?: ItemAdapter<Item>;
  /** Default: {@link heuristicCounter}. */
  readonly counter?: TokenCounter;
}

/**
 * An archive entry for items that an agent takes out of its conversation by itself, such as a tool's output that is too
 * long to be shown whole; its id is what a note for the model names, so that `recall` finds it.
 *
 * @throws MassGenError `unknown-format`, `invalid-item`
 */
export function createArchiveEntry<Item>(
  items: readonly Item[],
  options: ArchiveEntryOptions<Item> = {},
): ArchiveEntry {
  const { counter = heuristicCounter } = options;
  return archiveEntryOf(items, createAnalyser({ adapter: chooseAdapter(items, options), counter }));
}

/** The archive entry for items, by whoever knows their facts and sizes. */
export function archiveEntryOf<Item>(
  items: readonly Item[],
  analyser: Pick<Analyser<Item>, "adapter" | "facts" | "tokens">,
): ArchiveEntry {
  return {
    id: archiveIdOf(items),
    format: analyser.adapter.format,
    items,
    texts: items.map((item) => textOf(analyser.facts(item).parts)),
    tokens: items.reduce((total, item) => total + analyser.tokens(item), 0),
  };
}
