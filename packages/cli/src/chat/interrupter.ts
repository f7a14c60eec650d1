import { handleInterruptions } from "../interruption.ts";

export interface InterrupterSettings {
  /** Whether Ctrl-C first ends only what is at work, since a person can go on at the prompt. */
  readonly isInteractive: boolean;
  /** Told once, when the program is to end. */
  readonly onLeave: () => void;
}

/** Decides what a signal ends: the work at hand, or the program. */
export interface Interrupter {
  /** Runs work that a signal ends. */
  run<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Whether the program is to end. */
  readonly isLeaving: boolean;
  /** Leaves signals to others again. */
  release(): void;
}

export function createInterrupter({ isInteractive, onLeave }: InterrupterSettings): Interrupter {
  let work: AbortController | undefined;
  let isLeaving = false;
  const release = handleInterruptions((signal) => {
    // Whoever asks a third time does not want to wait.
    if (isLeaving) return false;
    const endsWork = isInteractive && signal === "SIGINT" && work?.signal.aborted === false;
    isLeaving = !endsWork;
    work?.abort();
    if (isLeaving) onLeave();
    return true;
  });
  return {
    async run(task) {
      work = new AbortController();
      try {
        return await task(work.signal);
      } finally {
        work = undefined;
      }
    },
    get isLeaving() {
      return isLeaving;
    },
    release,
  };
}
