import type { BackendError, BackendEvent, ConversationItem, FinishEvent } from "@massgen/core";
import type { RetryPolicy } from "@massgen/core/provider";
import type { Connection } from "../connection/connection.ts";
import { openLine } from "../connection/open-line.ts";
import { cutStream, timedOut } from "../connection/own-failures.ts";
import type { RequestBody } from "../request/request-body.ts";
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
export async function* streamResponse(
  plan: ResponsePlan,
  { connection, retryPolicy, timeoutMilliseconds }: StreamParts,
  signal: AbortSignal | undefined,
): AsyncGenerator<BackendEvent, void, undefined> {
  let retries = 0;
  for (;;) {
    signal?.throwIfAborted();
    const body = plan.body();
    const reader = createResponseReader(plan.tag);
    const line = openLine(signal, timeoutMilliseconds);
    let headers: Headers | undefined;
    let told = false;
    let error: BackendError;
    try {
      const response = await line.race(connection.open(body, line.signal));
      headers = response.headers;
      const { events } = response;
      while (!reader.ended) {
        line.waiting();
        const next = await events.next();
        line.heard();
        if (next.done) break;
        const event = reader.read(next.value);
        if (event === undefined) continue;
        told = true;
        yield event;
      }
      // The SDK's stream ends without a word when it is aborted.
      signal?.throwIfAborted();
      if (reader.ended) {
        const ending = reader.finish();
        const finish = ending.at(-1);
        if (finish?.type === "finish") plan.finished(finish);
        yield* ending;
        await drain(events);
        return;
      }
      error = line.timedOut ? timedOut(connection.context()) : cutStream(connection.context());
    } catch (thrown) {
      signal?.throwIfAborted();
      if (thrown instanceof ResponseFailure) thrown.headers = headers;
      error = line.timedOut ? timedOut(connection.context()) : connection.failure(thrown);
    } finally {
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
async function drain(events: AsyncIterator<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, drainMilliseconds);
  });
  const end = events.next().then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([end, enough]);
  clearTimeout(timer);
}
