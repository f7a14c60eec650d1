import { createSerialiser } from "@massgen/core";
import { checkConversation } from "../compactor/call-checks.ts";
import type { Compactor, FitOptions, FitResult, RecoverOptions } from "../compactor/compactor.ts";
import type { CompactorState } from "../compactor/compactor-state.ts";
import { contentKey, contentKeyOf } from "../conversation/content-key.ts";
import { saysInput } from "./says-input.ts";

/** What a carried window knows; plain JSON where the items are. */
export interface CarriedState<Item> {
  readonly version: 1;
  readonly compactor: CompactorState;
  /** Items at the beginning of the whole conversation that the window stands for: how many, and their content key. */
  readonly covered: { readonly length: number; readonly key: string } | null;
  readonly window: readonly Item[];
}

/**
 * Keeps a compacted window for callers that go on with the whole conversation, as SDKs do that own the history: each call
 * is handed all of it and answers with the window, grown by what is new. A caller that goes on with the window that was
 * handed out is understood too.
 */
export interface CarriedWindow<Item> {
  readonly compactor: Compactor<Item>;
  /** The window for a conversation, compacted where that is due; see {@link Compactor.fit}. */
  fit(conversation: readonly Item[], options?: FitOptions): Promise<FitResult<Item>>;
  /** The window for a conversation that the provider refused as too long; see {@link Compactor.recover}. */
  recover(conversation: readonly Item[], options?: RecoverOptions): Promise<FitResult<Item>>;
  /** Notes what the provider reported. What says nothing of the input is passed over: the answer is worth more. */
  record(usage: unknown): void;
  /** Drops the window: the next call starts from the whole conversation. */
  forget(): void;
  state(): CarriedState<Item>;
}

export interface CarriedWindowOptions<Item extends object> {
  readonly state?: CarriedState<Item> | undefined;
  /** An item without what callers change from call to call: so items are compared, compacted and carried. */
  readonly normalise?: (item: Item) => Item;
  /** An item without what may differ where it is the same: so items are compared alone. Default: as it is. */
  readonly identity?: (item: Item) => Item;
}

/** The beginning of the conversation that a window stands for; after a restart only its length and key are known. */
interface Covered<Item> {
  readonly length: number;
  readonly key: string | undefined;
  readonly items: readonly Item[] | undefined;
}

export function createCarriedWindow<Item extends object>(
  compactor: Compactor<Item>,
  { state, normalise, identity }: CarriedWindowOptions<Item> = {},
): CarriedWindow<Item> {
  const serialised = createSerialiser();
  const normal = remembering(normalise);
  const same = remembering(identity);
  let window: readonly Item[] = state?.window ?? [];
  let covered: Covered<Item> | undefined = state?.covered ? { ...state.covered, items: undefined } : undefined;

  function isCovered(items: readonly Item[], { length, key, items: known }: Covered<Item>): boolean {
    if (known !== undefined) return begins(items, known);
    return items.length >= length && keyOf(items.slice(0, length)) === key;
  }

  function begins(items: readonly Item[], beginning: readonly Item[]): boolean {
    const isAt = (item: Item, index: number) => {
      const other = items[index];
      return other !== undefined && (item === other || contentKey(same(item)) === contentKey(same(other)));
    };
    return items.length >= beginning.length && beginning.every(isAt);
  }

  function keyOf(items: readonly Item[]): string {
    return contentKeyOf(items.map(same));
  }

  /** What the compactor is to see of a conversation, and the whole that this stands for, where it is known. */
  function locate(items: readonly Item[]): { readonly seen: readonly Item[]; readonly whole?: readonly Item[] } {
    if (covered !== undefined && isCovered(items, covered)) {
      covered = { ...covered, items: items.slice(0, covered.length) };
      return { seen: [...window, ...items.slice(covered.length)], whole: items };
    }
    if (covered !== undefined && begins(items, window)) {
      return { seen: items, ...(covered.items && { whole: [...covered.items, ...items.slice(window.length)] }) };
    }
    // Another conversation, such as an agent that is used as a tool has: the window stays until this one is compacted.
    return { seen: items, whole: items };
  }

  async function run(
    conversation: readonly Item[],
    compact: (items: readonly Item[]) => Promise<FitResult<Item>>,
  ): Promise<FitResult<Item>> {
    checkConversation(conversation);
    const items = normalise === undefined ? conversation : conversation.map(normal);
    const { seen, whole } = locate(items);
    const result = await compact(seen);
    // Whatever failed before here has left the old window in its place.
    if (result.items !== seen) {
      window = result.items;
      covered = whole && { length: whole.length, key: undefined, items: whole };
    } else if (seen === items) return { ...result, items: conversation };
    if (normalise === undefined) return result;
    const originals = new Map(conversation.map((item, index) => [items[index], item]));
    return { ...result, items: result.items.map((item) => originals.get(item) ?? item) };
  }

  return {
    compactor,
    fit: (conversation, options) => serialised(() => run(conversation, (items) => compactor.fit(items, options))),
    recover: (conversation, options) =>
      serialised(() => run(conversation, (items) => compactor.recover(items, options))),
    record(usage) {
      if (saysInput(usage)) compactor.record(usage);
    },
    forget() {
      covered = undefined;
    },
    state() {
      const { length = 0, items, key = keyOf(items ?? []) } = covered ?? {};
      return {
        version: 1,
        compactor: compactor.state(),
        covered: covered === undefined ? null : { length, key },
        window: covered === undefined ? [] : window,
      };
    },
  };
}

/** The function, which makes the same of the same object each time; without one, items are taken as they are. */
function remembering<Item extends object>(make: ((item: Item) => Item) | undefined): (item: Item) => Item {
  if (make === undefined) return (item) => item;
  const made = new WeakMap<Item, Item>();
  return (item) => {
    const known = made.get(item) ?? make(item);
    made.set(item, known);
    return known;
  };
}
