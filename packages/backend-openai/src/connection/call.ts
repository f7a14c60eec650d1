import type { BackendError } from "@massgen/core";
import type { RetryPolicy } from "@massgen/core/provider";
import type { Connection } from "./connection.ts";
import { openLine } from "./open-line.ts";
import { timedOut } from "./own-failures.ts";

export interface CallOptions {
  readonly connection: Connection;
  readonly retryPolicy: RetryPolicy;
  readonly timeoutMilliseconds: number;
}

/** A request that is read whole, and how it adapts to what the provider says of it. */
export interface CallPlan {
  readonly path: string;
  /** The body as it is to be sent now. */
  body(): Readonly<Record<string, unknown>>;
  /** Whether the next body is another one that avoids the error; then it is sent at once. */
  adapt(error: BackendError): boolean;
}

/**
 * Posts and reads the answer whole, again where that may help.
 *
 * @throws BackendError; the signal's reason on abort.
 */
export async function call(
  plan: CallPlan,
  { connection, retryPolicy, timeoutMilliseconds }: CallOptions,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  let retries = 0;
  for (;;) {
    signal?.throwIfAborted();
    const body = connection.written(plan.body);
    const line = openLine(signal, timeoutMilliseconds);
    try {
      return await line.race(connection.post(plan.path, body, line.signal));
    } catch (thrown) {
      signal?.throwIfAborted();
      const error = line.timedOut ? timedOut(connection.context()) : connection.failure(thrown);
      if (plan.adapt(error)) continue;
      retries += 1;
      const delay = retryPolicy.delayBefore(retries, error);
      if (delay === undefined) throw error;
      await retryPolicy.sleep(delay, signal);
    } finally {
      line.close();
    }
  }
}
