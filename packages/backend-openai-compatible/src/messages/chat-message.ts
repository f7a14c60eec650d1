/** A part of a Chat Completions message. Files and sound pass through in the protocol's own shape. */
export type ChatPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string; readonly detail?: string } }
  | { readonly type: "file"; readonly file: Readonly<Record<string, unknown>> }
  | { readonly type: "input_audio"; readonly input_audio: unknown };

export type ChatContent = string | readonly ChatPart[];

export interface ChatToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
  /** What Gemini wants back with a call: the signature of the thoughts that led to it. */
  readonly extra_content?: unknown;
}

export interface ChatAssistantMessage {
  readonly role: "assistant";
  /** Left out or `null` only beside calls, where {@link ToChatOptions.emptyContent} says so. */
  readonly content?: string | null;
  readonly tool_calls?: readonly ChatToolCall[];
  readonly reasoning_content?: string;
  readonly reasoning?: string;
}

/** A message as Chat Completions servers take it. */
export type ChatMessage =
  | { readonly role: "system"; readonly content: string }
  | { readonly role: "user"; readonly content: ChatContent }
  | ChatAssistantMessage
  | { readonly role: "tool"; readonly tool_call_id: string; readonly content: string };

/** How a conversation is written down where servers differ. */
export interface ToChatOptions {
  /** Name of the backend, for errors. */
  readonly backend: string;
  readonly instructions?: string | undefined;
  /** Field in which open thoughts are sent back; `undefined` to leave them out. */
  readonly reasoningField?: "reasoning_content" | "reasoning" | undefined;
  /** What stands for the text of a message that only calls tools. Default `empty-string`. */
  readonly emptyContent?: "empty-string" | "null" | "absent" | undefined;
  /** Whether neighbours of the same role are made one message, and all system messages the first. Default false. */
  readonly alternateRoles?: boolean | undefined;
}
