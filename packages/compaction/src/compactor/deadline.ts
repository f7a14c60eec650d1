import { MassGenError } from "@massgen/core";

/**
 * Runs work under a signal that aborts with the caller's, or when the time is over.
 *
 * @throws MassGenError `deadline` where the time ran out; the caller's reason where the caller aborted.
 */
export async function withDeadline<Result>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  outer?.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => controller.abort(deadlineError(milliseconds)), milliseconds);
  outer?.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work(controller.signal), rejection(controller.signal)]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", abort);
  }
}

/** Work that does not watch its signal must not be waited for. */
function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function deadlineError(milliseconds: number): MassGenError {
  return new MassGenError(`The compaction took longer than ${milliseconds / 1_000} s.`, {
    code: "deadline",
    remedy: "Raise deadlineMilliseconds, or use a faster strategy.",
  });
}
