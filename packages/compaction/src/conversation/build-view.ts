import type { Analyser } from "./analyser.ts";
import { archiveIdOf } from "./content-key.ts";
import type { ConversationView } from "./conversation-view.ts";
import { cutPoints } from "./cut-points.ts";
import { pairCalls } from "./pairing.ts";
import { pinnedItems } from "./pins.ts";

export interface ViewSettings<Item> {
  readonly analyser: Analyser<Item>;
  /** Items that the user wants kept, beside those that are always kept. */
  readonly pin?: ((item: Item) => boolean) | undefined;
  /** Whether what is removed goes to an archive. */
  readonly archives: boolean;
}

/** Puts together what strategies see of a conversation. */
export function buildView<Item>(items: readonly Item[], settings: ViewSettings<Item>): ConversationView<Item> {
  const { analyser, pin, archives } = settings;
  const facts = items.map((item) => analyser.facts(item));
  const tokens = items.map((item) => analyser.tokens(item));
  const { pairs } = pairCalls(facts);
  const pinned = pinnedItems(facts);
  return {
    adapter: analyser.adapter,
    items,
    facts,
    tokens,
    totalTokens: tokens.reduce((total, count) => total + count, 0),
    pairs,
    pinned:
      pin === undefined
        ? pinned
        : new Set([...pinned, ...[...items.keys()].filter((index) => pin(items[index] as Item))]),
    cutPoints: cutPoints({ facts, pairs }),
    archiveId: (taken) => (archives ? archiveIdOf(taken) : undefined),
    countItem: (item) => analyser.tokens(item),
    countText: (text) => analyser.textTokens(text),
  };
}
