import type { ItemFacts } from "../adapters/item-adapter.ts";
import type { Analyser } from "./analyser.ts";
import { archiveIdOf } from "./content-key.ts";
import type { ConversationView } from "./conversation-view.ts";
import { cutPoints } from "./cut-points.ts";
import { pairCalls } from "./pairing.ts";
import { newestOpaque, pinnedItems } from "./pins.ts";

export interface ViewSettings<Item> {
  readonly analyser: Analyser<Item>;
  /** Items that the user wants kept, beside those that are always kept. */
  readonly pin?: ((item: Item) => boolean) | undefined;
  /**
   * Items that were pinned when the compaction began. What a strategy put in since then, such as user messages that a
   * provider handed out again, must not take their place. Default: found anew.
   */
  readonly pinnedBefore?: ReadonlySet<Item> | undefined;
  /** Whether what is removed goes to an archive. */
  readonly archives: boolean;
}

/** Puts together what strategies see of a conversation. */
export function buildView<Item>(items: readonly Item[], settings: ViewSettings<Item>): ConversationView<Item> {
  const { analyser, archives } = settings;
  const facts = items.map((item) => analyser.facts(item));
  const tokens = items.map((item) => analyser.tokens(item));
  const { pairs } = pairCalls(facts);
  return {
    adapter: analyser.adapter,
    items,
    facts,
    tokens,
    totalTokens: tokens.reduce((total, count) => total + count, 0),
    pairs,
    pinned: pinnedIn(items, facts, settings),
    cutPoints: cutPoints({ facts, pairs }),
    archiveId: (taken) => (archives ? archiveIdOf(taken) : undefined),
    countItem: (item) => analyser.tokens(item),
    countText: (text) => analyser.textTokens(text),
  };
}

function pinnedIn<Item>(
  items: readonly Item[],
  facts: readonly ItemFacts[],
  { pin, pinnedBefore }: ViewSettings<Item>,
): ReadonlySet<number> {
  const pinned = new Set(pinnedBefore === undefined ? pinnedItems(facts) : [newestOpaque(facts)]);
  if (pin !== undefined || pinnedBefore !== undefined) {
    items.forEach((item, index) => {
      if (pinnedBefore?.has(item) || pin?.(item)) pinned.add(index);
    });
  }
  pinned.delete(-1);
  return pinned;
}
