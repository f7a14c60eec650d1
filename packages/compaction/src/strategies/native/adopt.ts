import { newestOpaque } from "../../conversation/pins.ts";
import { indexesOf, segmentsOf } from "../../conversation/segments.ts";
import type { Edit, Strategy } from "../strategy.ts";
import { newestExchange } from "./newest-exchange.ts";

export interface AdoptOptions {
  /** Tokens that the newest exchange may have and stay. */
  readonly maximumExchangeTokens: number;
}

/**
 * Acts on a compaction that the server made while it answered: its opaque item takes the place of what came before it.
 * What is pinned follows behind, and so does the newest exchange where it is small, so that nothing looks unanswered.
 */
export function adopt<Item>({ maximumExchangeTokens }: AdoptOptions): Strategy<Item> {
  return {
    name: "server",
    propose(view) {
      const opaque = newestOpaque(view.facts);
      const end = Math.min(opaque, newestExchange(view, opaque, maximumExchangeTokens));
      const before = indexesOf(
        segmentsOf(view).filter(
          (segment) =>
            segment.end <= end &&
            (!segment.pinned || view.facts.slice(segment.start, segment.end).every((facts) => facts.standsForPrefix)),
        ),
      );
      if (before.length === 0) return { kind: "nothing", reason: "nothing that may go comes before the server's item" };
      const covers = [...before, opaque];
      const reason = "compacted by the server";
      const insertion: Edit<Item> = {
        kind: "insert",
        before: 0,
        item: view.items[opaque] as Item,
        covers,
        tokens: view.tokens[opaque] ?? 0,
        reason,
      };
      return {
        kind: "edits",
        edits: [insertion, ...covers.map((index) => ({ kind: "remove", index, reason }) as const)],
      };
    },
  };
}
