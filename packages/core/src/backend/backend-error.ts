import { MassGenError, type MassGenErrorOptions } from "../massgen-error.ts";
import type { Usage } from "./usage.ts";

const marker = Symbol.for("massgen.backend-error");

/** What can go wrong between a backend and its provider; each asks for something else to be done. */
export type BackendErrorCode =
  /** No API key was given, or the one given is not accepted. */
  | "unauthenticated"
  /** The key is fine and may not do this. */
  | "forbidden"
  | "unknown-model"
  /** Nothing answers at the address: wrong host, refused, no network. */
  | "unreachable"
  /** The connection is not trusted. */
  | "tls"
  /** Too many requests for now. Retried. */
  | "rate-limit"
  /** The account has no credit left. Never retried. */
  | "quota"
  /** The conversation is larger than the model's window. */
  | "context-overflow"
  /** The body has more bytes than the provider takes; images are the usual reason. */
  | "request-too-large"
  | "invalid-request"
  /** The definition of a tool. */
  | "invalid-tool"
  | "invalid-image"
  /** The provider will not work on what the request says. */
  | "refused"
  /** The provider is down or overloaded. Retried. */
  | "unavailable"
  /** Retried. */
  | "timeout"
  /** The answer ended before it was complete. Retried. */
  | "stream-cut"
  /** The answer is not what the protocol says. */
  | "invalid-response"
  /** The endpoint does not know this feature. */
  | "unsupported"
  /** An opaque item was made by another organisation, model or provider, or was altered. */
  | "undecryptable"
  /** The response to go on from is not stored, or not any more. */
  | "lost-response";

export interface BackendErrorOptions extends MassGenErrorOptions {
  readonly code: BackendErrorCode;
  /** Whether the same request may go well when it is made again. */
  readonly retryable: boolean;
  /** What the provider asks to be waited before that. */
  readonly retryAfterMilliseconds?: number | undefined;
  /** HTTP status; `undefined` where the failure came inside a stream or before any answer. */
  readonly status?: number | undefined;
  /** The provider's id for the request, which its support asks for. */
  readonly requestId?: string | undefined;
  /** Tokens that were used all the same, where they were reported. */
  readonly usage?: Usage | undefined;
  /** How many requests were made, where it is more than one. */
  readonly requests?: number | undefined;
}

/** A request that failed. Message and fields hold no key; `cause` is what was thrown, and may hold anything. */
export class BackendError extends MassGenError {
  declare readonly code: BackendErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMilliseconds: number | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly usage: Usage | undefined;
  readonly requests: number | undefined;

  constructor(problem: string, options: BackendErrorOptions) {
    super(problem, options);
    this.retryable = options.retryable;
    this.retryAfterMilliseconds = options.retryAfterMilliseconds;
    this.status = options.status;
    this.requestId = options.requestId;
    this.usage = options.usage;
    this.requests = options.requests;
    Object.defineProperty(this, marker, { value: true });
  }

  static override isInstance(value: unknown): value is BackendError {
    return typeof value === "object" && value !== null && marker in value;
  }
}
