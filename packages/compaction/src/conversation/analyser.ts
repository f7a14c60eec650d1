import type { ItemAdapter, ItemFacts } from "../adapters/item-adapter.ts";
import { countItemTokens } from "../counting/item-tokens.ts";
import type { TokenCount, TokenCounter } from "../counting/token-counter.ts";

/** Looks at items and remembers what it saw. Items are told apart by identity, as they are never changed in place. */
export interface Analyser<Item> {
  readonly adapter: ItemAdapter<Item>;
  readonly counterName: string;
  /** @throws MassGenError `invalid-item` */
  facts(item: Item): ItemFacts;
  tokens(item: Item): number;
  /** Whether any part of an item's tokens is an estimate. */
  isEstimated(item: Item): boolean;
  textTokens(text: string): number;
  /** Takes a provider's word for the size of an item. */
  setTokens(item: Item, tokens: number): void;
}

export interface AnalyserSettings<Item> {
  readonly adapter: ItemAdapter<Item>;
  readonly counter: TokenCounter;
  /** What a provider's tokens are per counted token; 1 where nothing is known. */
  readonly scale?: () => number;
}

export function createAnalyser<Item>({ adapter, counter, scale = () => 1 }: AnalyserSettings<Item>): Analyser<Item> {
  const known = new Map<Item, { readonly facts: ItemFacts; readonly count: TokenCount }>();
  const reported = new Map<Item, number>();
  const look = (item: Item) => {
    const cached = known.get(item);
    if (cached !== undefined) return cached;
    const facts = adapter.describe(item);
    const seen = { facts, count: countItemTokens(facts, counter) };
    known.set(item, seen);
    return seen;
  };
  return {
    adapter,
    counterName: counter.name,
    facts: (item) => look(item).facts,
    tokens: (item) => reported.get(item) ?? Math.round(look(item).count.tokens * scale()),
    isEstimated: (item) => !reported.has(item) && look(item).count.estimated,
    textTokens: (text) => Math.round(counter.count(text).tokens * scale()),
    setTokens: (item, tokens) => void reported.set(item, tokens),
  };
}

/** Tokens of items together. */
export function totalTokens<Item>(items: readonly Item[], analyser: Analyser<Item>): number {
  return items.reduce((total, item) => total + analyser.tokens(item), 0);
}
