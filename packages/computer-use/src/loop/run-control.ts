import { ComputerError, type ComputerEvent } from "@massgen/core";
import type { Stopwatch } from "./stopwatch.ts";
import { within } from "./within.ts";

export interface RunControlSettings {
  readonly signal: AbortSignal;
  readonly stopwatch: Pick<Stopwatch, "hold">;
  readonly tell: (event: ComputerEvent) => void;
  /** Told at once what the model should know of the use that people made of the computer. */
  readonly remark: (text: string) => void;
}

/** Lets people hold a run and take its computer. */
export interface RunControl {
  pause(): Promise<void>;
  resume(): void;
  takeOver(): Promise<void>;
  handBack(note?: string): void;
  /** Waits while the run is held. @throws the signal's reason. */
  pass(): Promise<void>;
  /** Whether a person has taken the computer since the last {@link seen}. */
  readonly takenOver: boolean;
  /** The screen was looked at. */
  seen(): void;
  /**
   * Waits until nobody holds the run, and looks at the computer: again where a person takes it meanwhile.
   *
   * @throws the run's signal's reason; what the work throws.
   */
  use<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /**
   * Waits until nobody holds the run, and does what is only right on the screen that was last seen.
   *
   * @throws TakenOver where a person has taken the computer since or takes it meanwhile; as {@link use} does.
   */
  act<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** The run is over: whoever waits for it to be held waits no more. */
  end(): void;
}

const meanwhile = "A person used the computer meanwhile";

/** The reason of the signal where a person takes the computer. It never leaves the loop. */
export class TakenOver extends Error {
  constructor() {
    super("A person took over the computer.");
    this.name = "TakenOver";
  }
}

export function createRunControl({ signal, stopwatch, tell, remark }: RunControlSettings): RunControl {
  let wanted: "pause" | "takeover" | undefined;
  let told: typeof wanted;
  let release: (() => void) | undefined;
  let using: AbortController | undefined;
  let ended = false;
  let takenOver = false;
  let explained = false;
  const waiters = new Set<() => void>();

  const wake = () => {
    for (const resolve of waiters) resolve();
    waiters.clear();
  };
  const change = () => new Promise<void>((resolve) => void waiters.add(resolve));

  const settle = () => {
    if (wanted === undefined || using !== undefined || ended || told === wanted) return;
    told = wanted;
    release ??= stopwatch.hold();
    tell({ type: "run-pause", reason: wanted });
    wake();
  };
  const hold = async (reason: "pause" | "takeover"): Promise<void> => {
    if (ended) return;
    if (wanted !== "takeover") wanted = reason;
    if (reason === "takeover") {
      takenOver = true;
      using?.abort(new TakenOver());
    }
    settle();
    while (wanted !== undefined && told !== wanted && !ended) await change();
  };
  const goOn = (note?: string): void => {
    if (wanted === undefined || ended) return;
    if (wanted === "takeover" && note !== undefined && note.trim() !== "") {
      explained = true;
      remark(`${meanwhile} and says: ${note}`);
    }
    const wasTold = told !== undefined;
    wanted = undefined;
    told = undefined;
    release?.();
    release = undefined;
    if (wasTold) tell({ type: "run-resume" });
    wake();
  };
  const pass = async (): Promise<void> => {
    signal.throwIfAborted();
    while (wanted !== undefined) {
      settle();
      await within(signal, change);
    }
  };

  const hand = async <Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
    const controller = new AbortController();
    using = controller;
    try {
      // Not left before the computer is done with it: calls must not overlap, and a person waits for the computer.
      return await within(signal, () => work(AbortSignal.any([signal, controller.signal])));
    } catch (error) {
      if (signal.aborted || !controller.signal.aborted || ComputerError.isInstance(error)) throw error;
      throw controller.signal.reason;
    } finally {
      using = undefined;
      settle();
    }
  };

  return {
    pause: () => hold("pause"),
    resume: () => goOn(),
    takeOver: () => hold("takeover"),
    handBack: goOn,
    pass,
    get takenOver() {
      return takenOver;
    },
    seen() {
      if (takenOver && !explained) remark(`${meanwhile}.`);
      takenOver = false;
      explained = false;
    },
    async use(work) {
      for (;;) {
        await pass();
        try {
          return await hand(work);
        } catch (error) {
          if (!(error instanceof TakenOver)) throw error;
        }
      }
    },
    async act(work) {
      await pass();
      if (takenOver) throw new TakenOver();
      return await hand(work);
    },
    end() {
      ended = true;
      release?.();
      wake();
    },
  };
}
