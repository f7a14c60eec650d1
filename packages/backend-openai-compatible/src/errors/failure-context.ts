import { BackendError, type BackendErrorCode } from "@massgen/core";
import { type FailureContext, redact } from "@massgen/core/provider";

/** A failure that is told from what came, not by the server's word for it. */
export interface OwnFailure {
  readonly code: BackendErrorCode;
  /** What is wrong, without the backend's name and without a stop. */
  readonly problem: string;
  /** The server's own words for it. */
  readonly said?: string;
  readonly remedy: string;
  readonly retryable: boolean;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** An error in the same form as core's. */
export function ownFailure(context: FailureContext, failure: OwnFailure): BackendError {
  const said = redact(failure.said ?? "", context.keys);
  const problem = said === "" ? `${failure.problem}.` : `${failure.problem}: ${said.replace(/[.!]?$/, ".")}`;
  return new BackendError(`${context.backend}: ${problem}`, failure);
}

/** The same error without an HTTP status, as for a failure that came inside an answer. */
export function withoutStatus(error: BackendError): BackendError {
  const { code, remedy, retryable, retryAfterMilliseconds, requestId, cause } = error;
  return new BackendError(error.problem, { code, remedy, retryable, retryAfterMilliseconds, requestId, cause });
}

/** The same error with another remedy. */
export function withRemedy(error: BackendError, remedy: string): BackendError {
  const { code, retryable, retryAfterMilliseconds, status, requestId, cause } = error;
  return new BackendError(error.problem, { code, remedy, retryable, retryAfterMilliseconds, status, requestId, cause });
}
