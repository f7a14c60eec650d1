/** Longest time that a timer can be set for. */
const longestTimer = 2 ** 31 - 1;

/** Counts the time of a run, without the times that do not count. */
export interface Stopwatch {
  /** Milliseconds that have counted so far. */
  elapsed(): number;
  /** Counts what an earlier part of the run took. */
  add(milliseconds: number): void;
  /** Stops counting until the function it gives is called. May be nested. */
  hold(): () => void;
  /** Ends its timer. */
  close(): void;
}

export interface StopwatchOptions {
  readonly clock: () => number;
  /** Milliseconds after which it calls `onExpire`. */
  readonly limit: number;
  readonly onExpire: () => void;
}

export function createStopwatch({ clock, limit, onExpire }: StopwatchOptions): Stopwatch {
  let counted = 0;
  let since: number | undefined = clock();
  let holds = 0;
  let timer: NodeJS.Timeout | undefined;

  const elapsed = () => counted + (since === undefined ? 0 : Math.max(0, clock() - since));
  const disarm = () => clearTimeout(timer);
  const arm = () => {
    disarm();
    const rest = limit - elapsed();
    if (rest > longestTimer) return;
    // A timer may come a little early by another clock: then it is set again for the rest.
    timer = setTimeout(() => (elapsed() >= limit ? onExpire() : arm()), Math.max(1, Math.ceil(rest)));
  };
  arm();

  return {
    elapsed,
    add(milliseconds) {
      counted += milliseconds;
      if (holds === 0) arm();
    },
    hold() {
      holds += 1;
      counted = elapsed();
      since = undefined;
      disarm();
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holds -= 1;
        if (holds > 0) return;
        since = clock();
        arm();
      };
    },
    close() {
      counted = elapsed();
      since = undefined;
      holds = Number.POSITIVE_INFINITY;
      disarm();
    },
  };
}
