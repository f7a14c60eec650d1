/** A request to run a tool, which some later item must answer. */
export interface CallFacts {
  /** Names the call for its result. Where two open calls share an id, results answer them in order. */
  readonly id: string;
  readonly name: string;
  /** What the call was made with, as written; JSON where the format has it as data. */
  readonly arguments: string;
  /** Whether the conversation is valid without an answer, as where the provider runs the tool itself. Default false. */
  readonly answerOptional?: boolean;
}

/** The answer to a call. */
export interface ResultFacts {
  readonly callId: string;
  /** What the tool said, as text; empty where it said nothing that is text. */
  readonly text: string;
  /** False where the format has no place for a text instead of the result, e.g. a screenshot. */
  readonly replaceable: boolean;
}

/** An image in an item. */
export interface ImagePart {
  readonly kind: "image";
  /** A `data:` URL, another URL, or the provider's id for a file; `null` where none of them is known. */
  readonly source: string | null;
  /** The provider's own word for resolution. */
  readonly detail: string | null;
  /** Whether it stands in place of an image that was taken out, so that there is nothing more to take. */
  readonly evicted: boolean;
}

/** One thing that costs tokens. */
export type CountablePart =
  | { readonly kind: "text"; readonly text: string }
  | ImagePart
  /** Content that only the provider can read, such as encrypted reasoning; `characters` is its length in base64. */
  | { readonly kind: "opaque"; readonly characters: number };

/** What compaction must know of an item, whatever its format. */
export interface ItemFacts {
  /** `system` includes developer messages; `tool` is an item that does nothing but answer calls. */
  readonly role: "system" | "user" | "assistant" | "tool";
  /** The format's own word for the item, for reports. */
  readonly type: string;
  readonly calls: readonly CallFacts[];
  /** A result may stand in the item of its own call, and beside what a user says. */
  readonly results: readonly ResultFacts[];
  /** Reasoning that is valid only directly before the item that it led to. */
  readonly reasoning: boolean;
  /**
   * Holds thinking that has to begin the assistant's turn while that turn is the newest, so that no other message of the
   * assistant may come directly before it. Default false.
   */
  readonly beginsTurn?: boolean;
  /** Stands for everything before it, as the result of native compaction does. */
  readonly standsForPrefix: boolean;
  readonly parts: readonly CountablePart[];
}

/**
 * Tells strategies what they must know of a format's items, and makes the few edits that strategies make.
 *
 * A conversation is never converted: each edit returns a new item that keeps every field it was not asked to change.
 * `describeAdapter` of `@massgen/compaction/testing` checks an adapter against this contract.
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
   * The item with a text in place of each of its images; where the format takes nothing but an image, {@link blankImage}.
   * Afterwards no image part of the item is left that is not `evicted`.
   */
  replaceImages(item: Item, text: string): Item;
  /**
   * An item that answers a call of `item` with a text, to stand after the item and the answers that follow it; `undefined`
   * where the format has none that could, in which case the item that made the call is taken out whole. Not called where
   * an answer is optional.
   */
  answerCall(item: Item, call: CallFacts, text: string): Item | undefined;
  /** A new message with plain text. */
  message(role: "user" | "assistant", text: string): Item;
}
