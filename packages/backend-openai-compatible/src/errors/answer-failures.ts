import type { BackendError } from "@massgen/core";
import type { FailureContext } from "@massgen/core/provider";
import { ownFailure } from "./failure-context.ts";

/** Errors for answers that came and are of no use. The same request may well go better, except where said. */
export interface AnswerFailures {
  /** @param why - a clause without a stop. */
  unreadable(why: string): BackendError;
  empty(): BackendError;
  cut(cause?: unknown): BackendError;
  silent(milliseconds: number): BackendError;
  failed(): BackendError;
  /** Not retried. */
  filtered(): BackendError;
}

export function answerFailures(context: FailureContext): AnswerFailures {
  const unreadable = (problem: string, remedy: string) =>
    ownFailure(context, { code: "invalid-response", problem, remedy, retryable: true });
  return {
    unreadable: (why) =>
      unreadable(`the answer could not be read: ${why}`, "Check that baseURL leads to a server of this protocol."),
    empty: () =>
      unreadable(
        "the answer holds neither text nor a tool call",
        "Try again; where it stays empty, look whether the server's context is too small for the conversation.",
      ),
    cut: (cause) =>
      ownFailure(context, {
        code: "stream-cut",
        problem: "the answer ended before it was complete",
        remedy: "Try again; where it happens each time, look for a proxy that ends long answers.",
        retryable: true,
        cause,
      }),
    silent: (milliseconds) =>
      ownFailure(context, {
        code: "timeout",
        problem: `nothing came for ${milliseconds} ms`,
        remedy: "Try again, or allow more time with timeoutMilliseconds.",
        retryable: true,
      }),
    failed: () =>
      ownFailure(context, {
        code: "unavailable",
        problem: "the server gave up while it answered",
        remedy: "Try again later.",
        retryable: true,
      }),
    filtered: () =>
      ownFailure(context, {
        code: "refused",
        problem: "a content filter of the server took the whole answer",
        remedy: "Say it otherwise; the same request will be refused again.",
        retryable: false,
      }),
  };
}
