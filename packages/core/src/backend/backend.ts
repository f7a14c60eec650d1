import type { BackendEvent } from "./backend-event.ts";
import type { BackendRequest } from "./backend-request.ts";
import type { NativeCompactionRequest, NativeCompactionResult } from "./compacting-backend.ts";

/**
 * Ways in which a provider compacts a conversation itself: an endpoint of its own, the server while it answers, or an
 * item at the end of a request that asks for it.
 */
export type NativeCompactionMode = "endpoint" | "server" | "trigger";

/** What a backend can do, as far as it knows. */
export interface BackendCapabilities {
  /** Name of the provider or protocol, e.g. `openai`. */
  readonly provider: string;
  /** Modes that are not known to be missing; empty where there is no compaction of the provider's own. */
  readonly nativeCompaction: readonly NativeCompactionMode[];
  /** Whether the provider counts tokens on request. */
  readonly countsTokens: boolean;
}

export interface StreamOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * A model at a provider. Conversations are items of OpenAI's Responses API; a backend for another protocol converts at
 * its own edge.
 */
export interface Backend {
  /** Names provider and model, e.g. `openai/gpt-5`. */
  readonly name: string;
  readonly model: string;
  readonly capabilities: BackendCapabilities;
  /**
   * Makes one request. The last event is `finish`; without it the iterator throws. The request is made when the first
   * event is asked for, and ended when the iterator is left.
   *
   * @throws BackendError; the signal's reason on abort.
   */
  stream(request: BackendRequest, options?: StreamOptions): AsyncIterable<BackendEvent>;
  /** Where the provider can compact a conversation itself. @throws BackendError `unsupported` where it turns out not to. */
  compact?(request: NativeCompactionRequest): Promise<NativeCompactionResult>;
  /** Tokens of a request by the provider's own count. @throws BackendError */
  countTokens?(request: BackendRequest, options?: StreamOptions): Promise<number>;
}
