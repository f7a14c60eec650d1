import { BackendError } from "@massgen/core";
import { type FailureContext, isRecord, toBackendError } from "@massgen/core/provider";
import { ownFailure, withoutStatus, withRemedy } from "./failure-context.ts";
import { normaliseError } from "./normalise-error.ts";
import { pathHint, startHint } from "./server-hints.ts";
import { specialFailureOf } from "./special-failures.ts";

/** One error for whatever went wrong with a request, with what is known of the servers of this protocol. */
export function toServerError(error: unknown, context: FailureContext): BackendError {
  if (BackendError.isInstance(error)) return error;
  const classified = toBackendError(error, context);
  const special = specialFailureOf(wordsOf(error));
  if (special !== undefined) {
    const { status, requestId } = classified;
    return ownFailure(context, { ...special, said: messageOf(error), status, requestId, cause: error });
  }
  if (classified.code === "request-too-large" && /tokens per minute|\bTPM\b/.test(messageOf(error))) {
    return withRemedy(classified, "Compact the conversation, or raise the account's limit of tokens per minute.");
  }
  const hint =
    classified.code === "unreachable"
      ? startHint(context.baseURL)
      : classified.code === "unsupported" && classified.status === 404
        ? pathHint(context.baseURL)
        : undefined;
  return hint === undefined ? classified : withRemedy(classified, `${classified.remedy} ${hint}`);
}

/** An error that came inside an answer, or instead of one with status 200. */
export function toAnsweredError(body: unknown, context: FailureContext): BackendError {
  const { retryAfterSeconds, ...error } = normaliseError(body);
  const headers = retryAfterSeconds === undefined ? {} : { headers: { "retry-after": String(retryAfterSeconds) } };
  return withoutStatus(toServerError({ ...error, ...headers }, context));
}

/** What a thrown error says by code and message, without the contexts of its causes. */
function wordsOf(error: unknown): string {
  const code = isRecord(error) && typeof error.code === "string" ? `${error.code} ` : "";
  return `${messageOf(error)} ${code}`;
}

/** The SDK puts the status before what the server said. */
function messageOf(error: unknown): string {
  const message = isRecord(error) && typeof error.message === "string" ? error.message : "";
  return message.replace(/^\d{3} /, "");
}
