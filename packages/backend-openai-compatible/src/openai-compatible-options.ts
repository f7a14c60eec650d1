import type { ApiKey, RetryOptions } from "@massgen/core/provider";

/** A server that speaks Chat Completions, and how to speak to it. */
export interface OpenaiCompatibleOptions {
  /** The model's name at the server. */
  readonly model: string;
  /** Address that `/chat/completions` is added to, e.g. `http://localhost:11434/v1`. */
  readonly baseURL: string;
  /** Sent as a bearer token: a key, or what fetches one for each attempt. Local servers need none; no environment variable is read. */
  readonly apiKey?: ApiKey;
  /** The provider's name, for errors and for `Backend.name`. Default `openai-compatible`. */
  readonly name?: string;
  /** Sent with each request, over the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Fields put into each body, over those of this package; those of a request go over these. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
  /**
   * Longest silence: until the answer begins, and between its pieces. Default 600,000. Node's own `fetch` waits 300,000
   * at most, whatever stands here.
   */
  readonly timeoutMilliseconds?: number;
  readonly retries?: RetryOptions;
  /** Field for `maximumOutputTokens`. Default `max_tokens`, which all but OpenAI's newer models take. */
  readonly maximumTokensField?: "max_tokens" | "max_completion_tokens";
  /**
   * Whether thoughts that a server gave in the open are sent back to it, and as an empty text where a message has none,
   * as DeepSeek wants it. Default false.
   */
  readonly sendReasoning?: boolean;
  /** Field in which they are sent. Default `reasoning_content`; vLLM and OpenRouter also know `reasoning`. */
  readonly reasoningField?: "reasoning_content" | "reasoning";
  /**
   * Where thoughts are that come inside the text: in `<think>` tags at its start, which `true` takes out, or without the
   * opening tag, where the server's template has already said it (`opened`). Default true.
   */
  readonly thinkTags?: boolean | "opened";
  /** What is sent as the text of an assistant message that only calls tools. Default `empty-string`. */
  readonly emptyContent?: "empty-string" | "null" | "absent";
  /**
   * Whether an answer without text and calls is one, thoughts or not: it then ends with its usage and without items, and
   * the thoughts were told as they came. For models whose answer a server takes for thoughts. Default false: such an
   * answer is an error, and asked for again.
   */
  readonly allowEmptyAnswers?: boolean;
  /**
   * Whether system messages are put together at the start, and neighbours of the same role made one message, for chat
   * templates that insist on turns. Default false.
   */
  readonly alternateRoles?: boolean;
}
