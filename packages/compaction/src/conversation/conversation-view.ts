import type { ItemAdapter, ItemFacts } from "../adapters/item-adapter.ts";
import type { CallPair } from "./pairing.ts";

/** A conversation as strategies see it: readonly, counted, paired, with the places where it may be cut. */
export interface ConversationView<Item> {
  readonly adapter: ItemAdapter<Item>;
  readonly items: readonly Item[];
  /** Facts of each item, by index. */
  readonly facts: readonly ItemFacts[];
  /** Tokens of each item, by index. */
  readonly tokens: readonly number[];
  readonly totalTokens: number;
  readonly pairs: readonly CallPair[];
  /** Indexes of items that must stay as they are. */
  readonly pinned: ReadonlySet<number>;
  /** Places where the conversation may be cut, in order, from 0 to `items.length`; see {@link CutProperty}. */
  readonly cutPoints: readonly number[];
  /** Tokens that an item would cost. */
  countItem(item: Item): number;
  /** Tokens of a text by itself, without the marks around a message. */
  countText(text: string): number;
}
