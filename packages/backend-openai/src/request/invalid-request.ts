import { BackendError, type BackendErrorCode } from "@massgen/core";

/** A request that is not sent, since it is known what the provider would say. */
export function invalidRequest(code: BackendErrorCode, problem: string, remedy: string): BackendError {
  return new BackendError(problem, { code, remedy, retryable: false });
}
