import type { BackendError, BackendEvent, ConversationItem, FinishEvent } from "@massgen/core";
import type { RetryPolicy } from "@massgen/core/provider";
import type { Connection } from "../connection/connection.ts";
import { openLine } from "../connection/open-line.ts";
import { cutStream, timedOut } from "../connection/own-failures.ts";
import type { RequestBody } from "../request/request-body.ts";
import { createDirectIterator, type DirectRun } from "./direct-iterator.ts";
import { createEventRun } from "./event-run.ts";
import type { EventSource } from "./event-source.ts";
import { ResponseFailure } from "./response-failure.ts";
import { createResponseReader } from "./response-reader.ts";

/** Longest wait for the end of the connection after the end of the response, so that it can be used again. */
const drainMilliseconds = 100;

/** One request and how it adapts to what the endpoint turns out to be. */
export interface ResponsePlan {
  /** The body as it is to be sent now. */
  body(): RequestBody;
  /** Whether the next body is another one that avoids the error; then it is sent at once. */
  adapt(error: BackendError): boolean;
  tag(item: ConversationItem): ConversationItem;
  /** Called when the response is complete, before it is told. */
  finished(event: FinishEvent): void;
}

export interface StreamParts {
  readonly connection: Connection;
  readonly retryPolicy: RetryPolicy;
  readonly timeoutMilliseconds: number;
}

/**
 * Makes the request, again where that may help, and tells what comes. A failure within the stream is no different from
 * one before it. Leaving the iterator closes the connection.
 *
 * @throws BackendError; the signal's reason on abort.
 */
export function streamResponse(
  plan: ResponsePlan,
  parts: StreamParts,
  signal: AbortSignal | undefined,
): AsyncGenerator<BackendEvent, undefined, undefined> {
  return createDirectIterator(attempts(plan, parts, signal));
}

async function* attempts(
  plan: ResponsePlan,
  { connection, retryPolicy, timeoutMilliseconds }: StreamParts,
  signal: AbortSignal | undefined,
): AsyncGenerator<BackendEvent | DirectRun, undefined, undefined> {
  let retries = 0;
  for (;;) {
    signal?.throwIfAborted();
    const body = connection.written(plan.body);
    const reader = createResponseReader(plan.tag);
    const line = openLine(signal, timeoutMilliseconds);
    let headers: Headers | undefined;
    let told = false;
    let error: BackendError;
    let events: EventSource | undefined;
    try {
      const response = await line.race(connection.open(body, line.signal));
      headers = response.headers;
      events = response.events;
      const run = createEventRun(events, reader, line);
      yield run;
      told = run.told;
      if (run.failure !== undefined) throw run.failure.error;
      signal?.throwIfAborted();
      if (reader.ended) {
        const ending = reader.finish();
        const finish = ending.at(-1);
        if (finish?.type === "finish") plan.finished(finish);
        yield* ending;
        await drain(events);
        return undefined;
      }
      error = line.timedOut ? timedOut(connection.context()) : cutStream(connection.context());
    } catch (thrown) {
      signal?.throwIfAborted();
      if (thrown instanceof ResponseFailure) thrown.headers = headers;
      error = line.timedOut ? timedOut(connection.context()) : connection.failure(thrown);
    } finally {
      events?.close();
      line.close();
    }
    if (plan.adapt(error)) {
      if (told) yield { type: "restart", error, attempt: retries + 1, delayMilliseconds: 0 };
      continue;
    }
    retries += 1;
    const delay = retryPolicy.delayBefore(retries, error);
    if (delay === undefined) throw error;
    yield { type: "restart", error, attempt: retries, delayMilliseconds: delay };
    await retryPolicy.sleep(delay, signal);
  }
}

/** Reads on to the end of the answer, if that comes at once. */
async function drain(events: EventSource): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), drainMilliseconds);
  });
  try {
    while ((await Promise.race([events.more(), enough])) !== undefined);
  } catch {
    // The answer is whole; how its connection ended does not matter.
  } finally {
    clearTimeout(timer);
  }
}
