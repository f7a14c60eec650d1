/** A request to run a tool, which some later item must answer. */
export interface CallFacts {
  /** Unique among the calls that are open at the same time. */
  readonly id: string;
  readonly name: string;
}

/** The answer to a call. */
export interface ResultFacts {
  readonly callId: string;
  /** False where the format has no place for a text instead of the result, e.g. a screenshot. */
  readonly replaceable: boolean;
}

/** One thing that costs tokens. */
export type CountablePart =
  | { readonly kind: "text"; readonly text: string }
  /** `source` is a URL or a `data:` URL; `detail` is the provider's own word for resolution. */
  | { readonly kind: "image"; readonly source: string | null; readonly detail: string | null }
  /** Content that only the provider can read, such as encrypted reasoning. */
  | { readonly kind: "opaque"; readonly characters: number };

/** What compaction must know of an item, whatever its format. */
export interface ItemFacts {
  /** `system` includes developer messages; `tool` is an item that does nothing but answer calls. */
  readonly role: "system" | "user" | "assistant" | "tool";
  /** The format's own word for the item, for reports. */
  readonly type: string;
  readonly calls: readonly CallFacts[];
  readonly results: readonly ResultFacts[];
  /** Reasoning that is valid only directly before the item that it led to. */
  readonly reasoning: boolean;
  /** Stands for everything before it, as the result of native compaction does. */
  readonly standsForPrefix: boolean;
  readonly parts: readonly CountablePart[];
}

/**
 * Tells strategies what they must know of a format's items, and makes the few edits that strategies make. A conversation
 * is never converted: each edit returns a new item that keeps every field it was not asked to change.
 *
 * @typeParam Item - the format's item or message type.
 */
export interface ItemAdapter<Item> {
  /** Name of the format, e.g. `openai-responses`. */
  readonly format: string;
  /** @throws MassGenError `invalid-item` where the value is not an item of this format. */
  describe(item: Item): ItemFacts;
  /** The item with the text of one of its results replaced; called only where the result is `replaceable`. */
  replaceResult(item: Item, callId: string, text: string): Item;
  /** An item that answers a call of `item` with a text, or `undefined` where the format cannot express one. */
  answerCall(item: Item, callId: string, text: string): Item | undefined;
  /** The item without one of its calls; `undefined` where nothing of the item would remain. */
  removeCall(item: Item, callId: string): Item | undefined;
  /** The item as it must be where the reasoning before it is gone. */
  withoutReasoning(item: Item): Item;
  /** A new message with plain text. */
  message(role: "user" | "assistant", text: string): Item;
}
