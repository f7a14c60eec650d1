/** The time in which one request is made: ended by the caller, by silence, or when it is done. */
export interface Line {
  /** Aborted when the line ends, however it does. */
  readonly signal: AbortSignal;
  /** Whether the provider was silent for too long. */
  readonly timedOut: boolean;
  /** Waits for something from the provider; rejects when the line ends, also where the work pays no heed to the signal. */
  race<Value>(work: Promise<Value>): Promise<Value>;
  /** The provider is being waited for from now on; until {@link Line.heard} the time counts. */
  waiting(): void;
  heard(): void;
  /** Closes the connection, if it is still open. */
  close(): void;
}

/** How often in the longest wait is looked whether anything came; it may be exceeded by one part of so many. */
const looks = 4;

/** Owns the timer and the listener of one request. */
export function openLine(signal: AbortSignal | undefined, silenceMilliseconds: number): Line {
  const controller = new AbortController();
  const end = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", end, { once: true });
  if (signal?.aborted) end();
  let isWaiting = true;
  let waits = 0;
  let timedOut = false;
  let seen = 0;
  let silentLooks = 0;
  // Counting for each event costs less than the clock, and much less than setting a timer anew.
  const timer = setInterval(
    () => {
      silentLooks = isWaiting && seen === waits ? silentLooks + 1 : 0;
      seen = waits;
      if (silentLooks < looks) return;
      clearInterval(timer);
      timedOut = true;
      controller.abort(new Error("silence"));
    },
    Math.ceil(silenceMilliseconds / looks),
  );
  return {
    signal: controller.signal,
    get timedOut() {
      return timedOut;
    },
    race: (work) =>
      new Promise((resolve, reject) => {
        const leave = () => reject(controller.signal.reason);
        if (controller.signal.aborted) leave();
        controller.signal.addEventListener("abort", leave, { once: true });
        work.then(resolve, reject).finally(() => controller.signal.removeEventListener("abort", leave));
      }),
    waiting() {
      isWaiting = true;
      waits += 1;
    },
    heard() {
      isWaiting = false;
    },
    close() {
      clearInterval(timer);
      signal?.removeEventListener("abort", end);
      controller.abort();
    },
  };
}
