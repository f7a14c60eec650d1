import type { BackendError } from "@massgen/core";
import { type FailureContext, isRecord, toBackendError } from "@massgen/core/provider";

/** Codes of failed responses that mean the same as one that is known. */
const sameCode: ReadonlyMap<unknown, string> = new Map([
  ["misalignment_policy_violation", "content_policy_violation"],
  ["image_content_policy_violation", "content_policy_violation"],
]);

/** Types that say no more than that there is an error. */
const emptyTypes: ReadonlySet<unknown> = new Set(["error", "api_error"]);

/**
 * One error for whatever went wrong: thrown by the SDK, told by an event of a stream, or the error of a response that
 * failed. Where no code is told, as the API does when it has failed itself, the provider counts as unavailable.
 */
export function toFailure(error: unknown, context: FailureContext): BackendError {
  if (!isRecord(error)) return toBackendError(error, context);
  const known = sameCode.get(error.code);
  const isEvent = error.status === undefined && emptyTypes.has(error.type);
  if (known === undefined && !isEvent) return toBackendError(error, context);
  const { status, param, message, headers } = error;
  return toBackendError({ status, param, message, headers, code: known ?? error.code }, context);
}

/** An answer that is not what the protocol says; worth another try. */
export function invalidResponse(what: string, context: FailureContext): BackendError {
  return toBackendError(new SyntaxError(what), context);
}

/** An answer that ended too early. */
export function cutStream(context: FailureContext): BackendError {
  return toBackendError({ code: "ERR_STREAM_PREMATURE_CLOSE" }, context);
}

/** An answer that did not come, or stopped coming, for longer than was to be waited. */
export function timedOut(context: FailureContext): BackendError {
  return toBackendError({ code: "ETIMEDOUT" }, context);
}
