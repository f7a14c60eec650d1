import { createArchiveEntry, type ItemAdapter, type TokenCounter } from "@massgen/compaction";

/** Tokens of items as a compactor counts them. */
export interface ItemSizes {
  of(item: unknown): number;
  total(items: readonly unknown[]): number;
  /** Takes someone's word for the size of an item. */
  set(item: unknown, tokens: number): void;
}

export function createItemSizes(adapter: ItemAdapter<unknown>, counter: TokenCounter): ItemSizes {
  const known = new WeakMap<WeakKey, number>();
  const sizeOf = (item: unknown): number => {
    const seen = known.get(item as WeakKey);
    if (seen !== undefined) return seen;
    const { tokens } = createArchiveEntry([item], { adapter, counter });
    known.set(item as WeakKey, tokens);
    return tokens;
  };
  return {
    of: sizeOf,
    total: (items) => items.reduce<number>((total, item) => total + sizeOf(item), 0),
    set: (item, tokens) => void known.set(item as WeakKey, tokens),
  };
}
