import { setImmediate } from "node:timers/promises";

/** Longest time, in milliseconds, in which nothing else gets its turn. */
const longestStretch = 40;

/** Lets signals and timers have their turn during long work. @throws the signal's reason on abort. */
export function createBreather(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last >= longestStretch) {
      await setImmediate();
      last = performance.now();
    }
    signal?.throwIfAborted();
  };
}
