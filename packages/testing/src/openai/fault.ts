/** What goes wrong with a request. */
export type Fault = StatusFault | CutFault | FailedFault | IncompleteFault | LatencyFault | HangFault | MalformedFault;

/** The request is answered with this status and an error body as the real API words it. */
export interface StatusFault {
  readonly kind: "status";
  readonly status: number;
  /** Code in the body, e.g. `insufficient_quota`. Default: the usual one of the status. */
  readonly code?: string;
  readonly type?: string;
  readonly message?: string;
  /** Seconds of the `Retry-After` header. Default: no such header. */
  readonly retryAfter?: number;
}

/** The connection ends after so many bytes of the body. */
interface CutFault {
  readonly kind: "cut";
  readonly afterBytes: number;
}

/** Generation fails: `response.failed` in a stream, `stream-error` an `error` event; without a stream `status: "failed"`. */
interface FailedFault {
  readonly kind: "failed" | "stream-error";
  /** Default: `server_error`. */
  readonly code?: string;
  readonly message?: string;
}

/** The answer ends half-way, as where `max_output_tokens` is reached. */
interface IncompleteFault {
  readonly kind: "incomplete";
}

/** The answer comes later. */
interface LatencyFault {
  readonly kind: "latency";
  readonly milliseconds: number;
}

/** No answer comes before the client or the emulator closes the connection. */
interface HangFault {
  readonly kind: "hang";
}

/** The JSON of the body, or of a stream's first delta, is broken. */
interface MalformedFault {
  readonly kind: "malformed";
}

/** What a function of faults is told of a request. */
export interface FaultContext {
  /** Without query, e.g. `/v1/responses`. */
  readonly path: string;
  readonly method: string;
  /** Number in the emulator's books, from 1. */
  readonly number: number;
  /** How often the same request has been made, this time included. */
  readonly attempt: number;
  /** The request's JSON; `undefined` where there is none. */
  readonly body: unknown;
}

/** Whether a fault spoils the answer, so that the model's reply is left to the next request. */
export function isSpoiling(fault: Fault | undefined): boolean {
  return fault !== undefined && fault.kind !== "latency" && fault.kind !== "incomplete";
}
