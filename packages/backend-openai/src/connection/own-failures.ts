import type { BackendError } from "@massgen/core";
import { type FailureContext, toBackendError } from "@massgen/core/provider";

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
