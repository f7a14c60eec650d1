/**
 * Waits for work that may not listen to its signal.
 *
 * @throws the signal's reason once it is aborted, whatever becomes of the work then; what the work throws.
 */
export async function within<Result>(signal: AbortSignal, work: () => Promise<Result> | Result): Promise<Result> {
  signal.throwIfAborted();
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return await Promise.race([(async () => work())(), aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
