import type { Analyser } from "./analyse.ts";
import type { ConversationView } from "./conversation-view.ts";
import { cutPoints } from "./cut-points.ts";
import { pairCalls } from "./pairing.ts";
import { pinnedItems } from "./pins.ts";

/** Puts together what strategies see of a conversation. */
export function buildView<Item>(items: readonly Item[], analyser: Analyser<Item>): ConversationView<Item> {
  const analysed = items.map((item) => analyser.analyse(item));
  const facts = analysed.map((entry) => entry.facts);
  const tokens = analysed.map((entry) => entry.count.tokens);
  const { pairs } = pairCalls(facts);
  return {
    adapter: analyser.adapter,
    items,
    facts,
    tokens,
    totalTokens: tokens.reduce((total, count) => total + count, 0),
    pairs,
    pinned: pinnedItems(facts),
    cutPoints: cutPoints({ facts, pairs }),
    countItem: (item) => analyser.analyse(item).count.tokens,
    countText: analyser.countText,
  };
}
