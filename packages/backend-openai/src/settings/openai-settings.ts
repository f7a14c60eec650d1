import type { ApiKey, RetryOptions } from "@massgen/core/provider";
import type { EndpointSupport } from "../support/endpoint-support.ts";

/** Which of OpenAI's ways to compact is used; `auto` takes the first that the endpoint has. */
export type OpenaiCompactionMode = "auto" | "endpoint" | "server" | "trigger" | "off";

export interface OpenaiCompactionSettings {
  /** Default `auto`. How it decides is the table in `compaction/choose-mode.ts`. */
  readonly mode?: OpenaiCompactionMode;
  /**
   * Tokens, at least 1,000, from which on the server compacts while it answers. Needed for the mode `server`; in
   * `auto` it lets the server do so where responses are stored.
   */
  readonly serverThreshold?: number;
  /**
   * Tokens of the user's own messages that are kept beside the compaction item in the mode `trigger`, newest first.
   * Default: half of the target, at most 64,000, the figure of OpenAI's own endpoint.
   */
  readonly retainUserTokens?: number;
}

export interface OpenaiSettings {
  readonly model: string;
  /**
   * A key, or what fetches one for each request. Default: `OPENAI_API_KEY`. Not needed where `headers` authenticate.
   * Without any, the first request throws `unauthenticated`; making the backend does not.
   */
  readonly apiKey?: ApiKey;
  /** Default: `OPENAI_BASE_URL`, else `https://api.openai.com/v1`. On Azure: `https://NAME.openai.azure.com/openai/v1`. */
  readonly baseURL?: string;
  /** Default: `OPENAI_ORG_ID`. */
  readonly organization?: string;
  /** Default: `OPENAI_PROJECT_ID`. */
  readonly project?: string;
  /** Sent with each request. With `api-key` or `authorization` among them, `OPENAI_API_KEY` is not sent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the global one. */
  readonly fetch?: typeof globalThis.fetch;
  /** Longest wait for the answer to begin, and between two of its events. Default 600,000; Node's own `fetch` gives up
   * earlier, after 300,000 without a byte. */
  readonly timeoutMilliseconds?: number;
  /**
   * Whether the provider stores responses, so that only what is new has to be sent. Default false: nothing is stored,
   * and reasoning goes back and forth encrypted.
   */
  readonly store?: boolean;
  readonly compaction?: OpenaiCompactionSettings;
  /** What endpoints are known to offer. Default: one memory that all backends of the process share. */
  readonly support?: EndpointSupport;
  readonly retries?: RetryOptions;
}
