import type { ConversationItem } from "../item.ts";

/** A function that the model may ask for. */
export interface FunctionTool {
  /** Letters, digits, `_` and `-`, at most 64. */
  readonly name: string;
  readonly description?: string;
  /** JSON schema of the arguments, an object at its top. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether the provider must hold the model to the schema, which some then restrict. Default: the provider's. */
  readonly strict?: boolean;
}

/** Which tools the model may or must use: one by its name, any, none, or as it likes. */
export type ToolChoice = "auto" | "none" | "required" | { readonly name: string };

/** A JSON schema that the answer has to follow. */
export interface OutputFormat {
  /** Letters, digits, `_` and `-`, at most 64. */
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** Default true. */
  readonly strict?: boolean;
}

/** How much the model thinks before it answers; providers without reasoning leave it out. */
export interface ReasoningOptions {
  /** The provider's word, e.g. `low`. */
  readonly effort?: string;
  /** Whether, and how, a summary of the thoughts is wanted: the provider's word, e.g. `auto`. */
  readonly summary?: string;
}

/** What a request holds beside the conversation; stays the same from turn to turn, so that prompts can be cached. */
export interface BackendRequestParts {
  /** The system prompt. It is no item, so that it is said anew, at the same place, whatever compaction did. */
  readonly instructions?: string;
  readonly tools?: readonly FunctionTool[];
  /** Names the conversation for the provider's prompt cache, at most 64 characters. */
  readonly cacheKey?: string;
}

/** One request for the next part of a conversation. */
export interface BackendRequest extends BackendRequestParts {
  /** The conversation, as far as the model shall see it. */
  readonly items: readonly ConversationItem[];
  readonly toolChoice?: ToolChoice;
  /** Whether the model may ask for several tools at once. Default: the provider's. */
  readonly parallelToolCalls?: boolean;
  readonly reasoning?: ReasoningOptions;
  readonly outputFormat?: OutputFormat;
  /** Tokens that the answer may have at most, reasoning included. */
  readonly maximumOutputTokens?: number;
  readonly temperature?: number;
  /** Fields of the provider's own, put into the body as they are, over everything above. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
}
