import type { RetryPolicy } from "@massgen/core/provider";
import type { Connection } from "./connection.ts";
import { openLine } from "./open-line.ts";
import { timedOut } from "./own-failures.ts";

export interface CallOptions {
  readonly connection: Connection;
  readonly retryPolicy: RetryPolicy;
  readonly timeoutMilliseconds: number;
}

/**
 * Posts and reads the answer whole, again where that may help.
 *
 * @throws BackendError; the signal's reason on abort.
 */
export async function call(
  path: string,
  body: Readonly<Record<string, unknown>>,
  { connection, retryPolicy, timeoutMilliseconds }: CallOptions,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const line = openLine(signal, timeoutMilliseconds);
    try {
      return await line.race(connection.post(path, body, line.signal));
    } catch (thrown) {
      signal?.throwIfAborted();
      const error = line.timedOut ? timedOut(connection.context()) : connection.failure(thrown);
      const delay = retryPolicy.delayBefore(attempt, error);
      if (delay === undefined) throw error;
      await retryPolicy.sleep(delay, signal);
    } finally {
      line.close();
    }
  }
}
