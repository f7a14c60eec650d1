import { answerMilliseconds, forget, unresponsive } from "./bounded.ts";

/** An action cannot go on because of what it did itself: a dialog is open, or its page is gone. */
export class Interruption extends Error {
  override readonly name = "Interruption";
}

/** Waits for one call to a browser, as long as that makes sense. */
export type Guard = <T>(call: Promise<T>) => Promise<T>;

/** Something that can happen while a call is waited for; gives a function that takes the listener away again. */
type Watch = (listener: () => void) => () => void;

export interface GuardSettings {
  readonly signal?: AbortSignal | undefined;
  /** What makes waiting pointless. */
  readonly interruptions?: readonly Watch[];
  readonly milliseconds?: number;
}

/**
 * A guard for the calls of one action. What it stops waiting for goes on by itself, and its result is ignored.
 *
 * It throws the signal's reason, {@link Interruption}, and ComputerError `unresponsive` when the time is up.
 */
export function createGuard({
  signal,
  interruptions = [],
  milliseconds = answerMilliseconds,
}: GuardSettings = {}): Guard {
  return async (call) => {
    forget(call);
    signal?.throwIfAborted();
    const { promise, reject } = Promise.withResolvers<never>();
    const abort = () => reject(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    const timer = setTimeout(() => reject(unresponsive(milliseconds)), milliseconds);
    const ends = interruptions.map((watch) => watch(() => reject(new Interruption())));
    try {
      return await Promise.race([call, promise]);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      for (const end of ends) end();
      forget(promise);
    }
  };
}
