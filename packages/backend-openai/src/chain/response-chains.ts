import type { ConversationItem } from "@massgen/core";

/** Where a conversation can go on from. */
interface Continuation {
  readonly responseId: string;
  /** Items at the start of the conversation that the provider already has. */
  readonly known: number;
}

/** Which responses a provider stores, and the conversation that each stands for. */
export interface ResponseChains {
  /** The longest known start of a conversation; `undefined` where there is none, or nothing new after it. */
  continuationOf(items: readonly ConversationItem[]): Continuation | undefined;
  /** @param items - the conversation up to and including the response's own items. */
  remember(responseId: string, items: readonly ConversationItem[]): void;
  forget(responseId: string): void;
}

interface Chain {
  readonly responseId: string;
  readonly items: readonly ConversationItem[];
}

/**
 * Remembers the newest conversations. A conversation whose start has changed, by compaction or a rewind, has no
 * continuation.
 *
 * @param maximumChains - the oldest is forgotten beyond these.
 */
export function createResponseChains(maximumChains = 16): ResponseChains {
  let chains: readonly Chain[] = [];
  return {
    continuationOf(items) {
      const longest = chains
        .toSorted((left, right) => right.items.length - left.items.length)
        .find((chain) => startsWith(items, chain.items));
      return longest && { responseId: longest.responseId, known: longest.items.length };
    },
    remember(responseId, items) {
      const others = chains.filter((chain) => chain.responseId !== responseId);
      chains = [{ responseId, items }, ...others].slice(0, maximumChains);
    },
    forget(responseId) {
      chains = chains.filter((chain) => chain.responseId !== responseId);
    },
  };
}

/** Whether the items begin with the others and go on after them. Last items differ first, so they are looked at first. */
function startsWith(items: readonly ConversationItem[], start: readonly ConversationItem[]): boolean {
  if (items.length <= start.length) return false;
  return start.every((_, index) => isSame(items[start.length - 1 - index], start[start.length - 1 - index]));
}

function isSame(left: ConversationItem | undefined, right: ConversationItem | undefined): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
