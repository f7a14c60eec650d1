import { ComputerError } from "@massgen/core";

/** Time after which a browser that should answer at once counts as hanging. */
export const answerMilliseconds = 20_000;

/** Ignores what becomes of a call that nobody waits for any more. */
export function forget(call: Promise<unknown> | undefined): void {
  call?.catch(() => undefined);
}

/**
 * Waits for a call, but not for ever. The call itself goes on, and what becomes of it is ignored.
 *
 * @throws ComputerError `unresponsive` when the time is up.
 */
export async function bounded<T>(call: Promise<T>, milliseconds = answerMilliseconds): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(unresponsive(milliseconds)), milliseconds);
  forget(call);
  try {
    return await Promise.race([call, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a call gives, or a stand-in where it fails or takes too long. */
export async function boundedOr<T, S>(call: Promise<T>, milliseconds: number, standIn: S): Promise<T | S> {
  try {
    return await bounded(call, milliseconds);
  } catch {
    return standIn;
  }
}

export function unresponsive(milliseconds: number): ComputerError {
  return new ComputerError(`The browser did not answer for ${milliseconds} ms.`, {
    code: "unresponsive",
    remedy: "Close this computer and create another one.",
  });
}

/** Waits for a time; ends early, and throws its reason, where the signal is aborted. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const abort = () => reject(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
