import type { Usage } from "@massgen/core";
import type { ConversationView } from "../conversation/conversation-view.ts";
import type { RequestParts } from "../counting/request-tokens.ts";

/** What a strategy has to reach. */
export interface CompactionBudget {
  /** Tokens that the items may have at most afterwards; what else the request holds is taken off already. */
  readonly target: number;
  /** What else the request holds, where the compaction was told: a model that compacts may have to read it. */
  readonly request?: RequestParts;
}

/** One change to one item. Indexes are those of the view; `reason` is for people and appears in the report. */
export type Edit<Item> =
  | { readonly kind: "replace"; readonly index: number; readonly item: Item; readonly reason: string }
  | { readonly kind: "remove"; readonly index: number; readonly reason: string }
  | InsertEdit<Item>;

/** A new item that stands for those that the same proposal removes. */
export interface InsertEdit<Item> {
  readonly kind: "insert";
  /** Index of the item that it comes before; must be a place where the conversation may be cut. */
  readonly before: number;
  readonly item: Item;
  /** Removed items that it stands for. Each removed item is covered by exactly one inserted item. */
  readonly covers: readonly number[];
  /** Size in tokens where the provider reported it, as for an opaque item; counted where left out. */
  readonly tokens?: number;
  readonly reason: string;
}

/** What a strategy answers: changes, or why it has none. */
export type Proposal<Item> =
  | {
      readonly kind: "edits";
      readonly edits: readonly Edit<Item>[];
      /** What making the proposal cost, where it cost anything. */
      readonly cost?: StrategyCost;
    }
  | {
      readonly kind: "nothing";
      readonly reason: string;
      /** Whether something went wrong, rather than there being nothing to do. Default false. */
      readonly failed?: boolean;
      readonly cost?: StrategyCost;
    };

/** Calls of a model that a strategy made. */
export interface StrategyCost {
  readonly calls: number;
  /** Tokens of all calls together, where the model said. */
  readonly usage?: Usage;
}

/**
 * Finds a way to make a conversation smaller. It proposes and never changes anything; {@link compact} checks that the
 * result is valid, smaller and within the target before it is used.
 */
export interface Strategy<Item> {
  /** Appears in reports; kebab-case. */
  readonly name: string;
  /** Whether a proposal costs a call of a model, which a compactor with prices counts with. Default false. */
  readonly asksModel?: boolean;
  propose(
    view: ConversationView<Item>,
    budget: CompactionBudget,
    signal: AbortSignal | undefined,
    /** May be told, during long work, what share of it is done, from 0 to 1. */
    onProgress?: (fraction: number) => void,
  ): Proposal<Item> | Promise<Proposal<Item>>;
}
