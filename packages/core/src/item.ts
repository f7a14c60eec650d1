/**
 * Conversation items in the wire shape of OpenAI's Responses API.
 *
 * A conversation is a readonly array of {@link ConversationItem}. Items are stored verbatim: fields and types that are
 * not listed here pass through untouched, because native compaction, reasoning and computer calls survive only in the
 * exact form in which the provider sent them.
 */

/** Fields that this version does not know are kept as they came. */
interface OpenFields {
  readonly [field: string]: unknown;
}

export type MessageRole = "user" | "assistant" | "system" | "developer";

/** One part of a message's content, e.g. `input_text`, `output_text`, `input_image`, `refusal`. */
export interface ContentPart extends OpenFields {
  readonly type: string;
}

/** A message; the API also takes it without `type`. */
export interface MessageItem extends OpenFields {
  readonly type?: "message";
  readonly role: MessageRole;
  readonly content: string | readonly ContentPart[];
}

/** What the model thought. It is valid only directly before the item that it led to. */
export interface ReasoningItem extends OpenFields {
  readonly type: "reasoning";
  readonly summary?: readonly ContentPart[];
  /** Opaque to everyone but the provider and model that made it. */
  readonly encrypted_content?: string | null;
}

export interface FunctionCallItem extends OpenFields {
  readonly type: "function_call";
  readonly call_id: string;
  readonly name: string;
  /** JSON text as the model wrote it, which need not be valid JSON. */
  readonly arguments: string;
}

export interface FunctionCallOutputItem extends OpenFields {
  readonly type: "function_call_output";
  readonly call_id: string;
  readonly output: string | readonly ContentPart[];
}

/** The opaque result of native compaction, bound to the provider and model that made it. */
export interface CompactionItem extends OpenFields {
  readonly type: "compaction";
  readonly encrypted_content: string;
}

/** Any other item, including those that did not exist when this was written. */
export interface OtherItem extends OpenFields {
  readonly type: string;
}

export type ConversationItem =
  | MessageItem
  | ReasoningItem
  | FunctionCallItem
  | FunctionCallOutputItem
  | CompactionItem
  | OtherItem;
