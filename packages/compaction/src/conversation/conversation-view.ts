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
  /**
   * The name under which items will be in the archive if the proposal that takes them out is accepted, for the stub that
   * stays in their place; `undefined` where there is no archive.
   */
  archiveId(items: readonly Item[]): string | undefined;
  /** Tokens that an item would cost. */
  countItem(item: Item): number;
  /** Tokens of a text by itself, without the marks around a message. */
  countText(text: string): number;
}
