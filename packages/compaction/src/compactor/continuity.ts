import { contentKey, contentKeyOf } from "../conversation/content-key.ts";

/**
 * How a conversation relates to the one seen before: it went on; lost its end; went another way somewhere; or shares
 * nothing with it.
 */
export type Continuity = "first" | "continued" | "rewound" | "forked" | "replaced";

export interface ContinuityState {
  readonly length: number;
  /** {@link contentKeyOf} the items. */
  readonly key: string;
}

/** Notices when the conversation that is handed in is not the one handed out, grown. */
export interface ContinuityTracker<Item> {
  compare(items: readonly Item[]): Continuity;
  remember(items: readonly Item[]): void;
  state(): ContinuityState | undefined;
}

export function createContinuityTracker<Item>(saved?: ContinuityState | null): ContinuityTracker<Item> {
  let known: readonly Item[] | undefined;
  let restored = saved ?? undefined;
  return {
    compare(items) {
      if (restored !== undefined) return compareSaved(items, restored);
      if (known === undefined) return "first";
      const shared = sharedLength(items, known);
      if (shared === known.length) return "continued";
      if (shared === items.length) return "rewound";
      // A beginning that is written anew for each call, such as a system message with the time, makes no other conversation.
      return shared > 0 || isSame(items[known.length - 1], known.at(-1)) ? "forked" : "replaced";
    },
    remember(items) {
      known = [...items];
      restored = undefined;
    },
    state: () => restored ?? (known && { length: known.length, key: contentKeyOf(known) }),
  };
}

/** After a restart the objects are new ones, so only their content can be compared, and only as a whole. */
function compareSaved<Item>(items: readonly Item[], saved: ContinuityState): Continuity {
  if (items.length < saved.length) return "rewound";
  return contentKeyOf(items.slice(0, saved.length)) === saved.key ? "continued" : "forked";
}

function sharedLength<Item>(items: readonly Item[], known: readonly Item[]): number {
  const limit = Math.min(items.length, known.length);
  let length = 0;
  while (length < limit && isSame(items[length], known[length])) length += 1;
  return length;
}

/** Agents that rebuild their messages for each call hand in equal objects, not the same ones. */
function isSame<Item>(left: Item, right: Item): boolean {
  return left === right || contentKey(left) === contentKey(right);
}
