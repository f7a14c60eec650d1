import type { ItemAdapter, ItemFacts } from "../adapters/item-adapter.ts";
import type { ImageFormula } from "../counting/images/image-formula.ts";
import { countItemTokens } from "../counting/item-tokens.ts";
import type { TokenCount, TokenCounter } from "../counting/token-counter.ts";

/** Looks at items and remembers what it saw. Items are told apart by identity, as they are never changed in place. */
export interface Analyser<Item> {
  readonly adapter: ItemAdapter<Item>;
  readonly counterName: string;
  /** @throws MassGenError `invalid-item` */
  facts(item: Item): ItemFacts;
  /** Tokens of an item by our counter. */
  counted(item: Item): number;
  /** Tokens of an item as the provider is expected to count them. */
  tokens(item: Item): number;
  /** Whether any part of an item's tokens is an estimate. */
  isEstimated(item: Item): boolean;
  textTokens(text: string): number;
  /** Takes a provider's word for the size of an item. */
  setTokens(item: Item, tokens: number): void;
}

/** Sizes of items that a provider reported, kept by its owner for longer than the analyser lives. */
interface ReportedSizes<Item> {
  get(item: Item): number | undefined;
  set(item: Item, tokens: number): void;
}

export interface AnalyserSettings<Item> {
  readonly adapter: ItemAdapter<Item>;
  readonly counter: TokenCounter;
  /** How images are counted. Default: OpenAI's tiles, as an assumption. */
  readonly images?: ImageFormula | undefined;
  /** What a provider's tokens are per counted token; 1 where nothing is known. */
  readonly scale?: () => number;
  /** Asked only about items that stand for others. */
  readonly reported?: ReportedSizes<Item>;
  /**
   * Whether it lives longer than the items that it sees, which it then must not keep alive; looking them up takes a
   * little longer. Default false.
   */
  readonly outlivesItems?: boolean;
}

interface Seen {
  readonly facts: ItemFacts;
  readonly count: TokenCount;
  /** Tokens that the provider reported for the item. */
  readonly reported: number | undefined;
}

/** What was seen of items. */
interface Memory {
  get(item: unknown): Seen | undefined;
  set(item: unknown, seen: Seen): void;
}

export function createAnalyser<Item>(settings: AnalyserSettings<Item>): Analyser<Item> {
  const { adapter, counter, images, scale = () => 1, reported, outlivesItems = false } = settings;
  const known: Memory = outlivesItems ? createWeakMemory() : new Map();
  const look = (item: Item): Seen => {
    const cached = known.get(item);
    if (cached !== undefined) return cached;
    const facts = adapter.describe(item);
    const size = facts.standsForPrefix ? reported?.get(item) : undefined;
    const seen = { facts, count: countItemTokens(facts, counter, images), reported: size };
    known.set(item, seen);
    return seen;
  };
  return {
    adapter,
    counterName: counter.name,
    facts: (item) => look(item).facts,
    counted: (item) => look(item).reported ?? look(item).count.tokens,
    tokens(item) {
      const seen = look(item);
      return seen.reported ?? Math.round(seen.count.tokens * scale());
    },
    isEstimated: (item) => look(item).reported === undefined && look(item).count.estimated,
    textTokens: (text) => Math.round(counter.count(text).tokens * scale()),
    setTokens(item, tokens) {
      known.set(item, { ...look(item), reported: tokens });
      if (look(item).facts.standsForPrefix) reported?.set(item, tokens);
    },
  };
}

/** Tokens of items together. */
export function totalTokens<Item>(items: readonly Item[], analyser: Analyser<Item>): number {
  return items.reduce((total, item) => total + analyser.tokens(item), 0);
}

/** Remembers objects for as long as others hold them; adapters have refused all else before it is remembered. */
function createWeakMemory(): Memory {
  const known = new WeakMap<WeakKey, Seen>();
  return {
    get: (item) => known.get(item as WeakKey),
    set: (item, seen) => void known.set(item as WeakKey, seen),
  };
}
