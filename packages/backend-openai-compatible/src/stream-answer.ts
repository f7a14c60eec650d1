import type { BackendEvent } from "@massgen/core";
import { isRecord, type RetryPolicy } from "@massgen/core/provider";
import type { createCallIds } from "./answer/call-ids.ts";
import type { ChatBody } from "./body/chat-body.ts";
import { toServerError } from "./errors/to-server-error.ts";
import { type RequestSetup, requestOnce } from "./request-once.ts";

export interface StreamSetup extends Omit<RequestSetup, "ids"> {
  readonly retries: RetryPolicy;
  /** Makes ids anew for each attempt, so that a repetition gives the same ones. */
  readonly newIds: () => ReturnType<typeof createCallIds>;
  /** What this server has been found not to take. Lives as long as the backend. */
  readonly learnt: LearntLimits;
}

/** What a server has been found not to take. */
export interface LearntLimits {
  refusesStreamOptions: boolean;
}

/**
 * Makes a request until it goes well, as far as the policy goes, and tells each repetition. A server that does not know
 * `stream_options` is asked again without it at once.
 *
 * @throws BackendError; the signal's reason on abort.
 */
export async function* streamAnswer(body: ChatBody, setup: StreamSetup): AsyncGenerator<BackendEvent, void, undefined> {
  const { signal, retries, learnt } = setup;
  for (let attempt = 1; ; ) {
    signal?.throwIfAborted();
    const { stream_options: streamOptions, ...others } = body;
    const isAsked = streamOptions !== undefined && !learnt.refusesStreamOptions;
    try {
      yield* requestOnce(isAsked ? body : others, { ...setup, ids: setup.newIds() });
      return;
    } catch (error) {
      signal?.throwIfAborted();
      if (isAsked && refusesStreamOptions(error)) {
        learnt.refusesStreamOptions = true;
        continue;
      }
      const failure = toServerError(error, setup.context);
      const delayMilliseconds = retries.delayBefore(attempt, failure);
      if (delayMilliseconds === undefined) throw failure;
      yield { type: "restart", error: failure, attempt, delayMilliseconds };
      await retries.sleep(delayMilliseconds, signal);
      attempt++;
    }
  }
}

function refusesStreamOptions(error: unknown): boolean {
  if (!isRecord(error) || (error.status !== 400 && error.status !== 422)) return false;
  return error.param === "stream_options" || /stream_options|include_usage/.test(String(error.message));
}
