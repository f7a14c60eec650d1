/** A request to run a tool, which some later item must answer. */
export interface CallFacts {
  /** Names the call for its result. Where two open calls share an id, results answer them in order. */
  readonly id: string;
  readonly name: string;
}

/** The answer to a call. */
export interface ResultFacts {
  readonly callId: string;
  /** What the tool said, as text; empty where it said nothing that is text. */
  readonly text: string;
  /** False where the format has no place for a text instead of the result, e.g. a screenshot. */
  readonly replaceable: boolean;
}

/** One thing that costs tokens. */
export type CountablePart =
  | { readonly kind: "text"; readonly text: string }
  /** `source` is a URL or a `data:` URL; `detail` is the provider's own word for resolution. */
  | { readonly kind: "image"; readonly source: string | null; readonly detail: string | null }
  /** Content that only the provider can read, such as encrypted reasoning; `characters` is its length in base64. */
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
 * Tells strategies what they must know of a format's items, and makes the few edits that strategies make.
 *
 * A conversation is never converted: each edit returns a new item that keeps every field it was not asked to change.
 *
 * @typeParam Item - the format's item or message type.
 */
export interface ItemAdapter<Item> {
  /** Name of the format, e.g. `openai-responses`. */
  readonly format: string;
  /** Whether one item holds all calls that a response made at once, rather than one item a call. */
  readonly callsShareItem: boolean;
  /** @throws MassGenError `invalid-item` where the value is not an item of this format. */
  describe(item: Item): ItemFacts;
  /** The item with the text of one of its results replaced; called only where that result is `replaceable`. */
  replaceResult(item: Item, callId: string, text: string): Item;
  /**
   * An item that answers a call of `item` with a text; `undefined` where the format has none that could, in which case
   * the item that made the call is taken out whole.
   */
  answerCall(item: Item, call: CallFacts, text: string): Item | undefined;
  /** A new message with plain text. */
  message(role: "user" | "assistant", text: string): Item;
}
