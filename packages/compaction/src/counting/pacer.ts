/** Longest stretch, in milliseconds, that long synchronous work keeps the event loop to itself. */
const sliceMilliseconds = 25;

/** Called between steps of long work: answers with a promise where it is time to let other work have its turn. */
export type Pacer = () => Promise<void> | undefined;

/** @param signal - its reason is thrown from the next pause once it has aborted. */
export function createPacer(signal: AbortSignal | undefined): Pacer {
  let sliceStart = performance.now();
  return () => {
    if (performance.now() - sliceStart < sliceMilliseconds) return undefined;
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        sliceStart = performance.now();
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      });
    });
  };
}
