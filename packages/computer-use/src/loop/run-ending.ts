import type { ComputerResult } from "@massgen/core";

/** How a run ends, without the sums. */
export type RunEnding = Pick<ComputerResult, "status" | "reason"> &
  Partial<Pick<ComputerResult, "answer" | "fault" | "budget" | "question">>;

/** Thrown, or the reason of a signal, where a run is to end at once. It never leaves the loop. */
export class RunEnded extends Error {
  readonly ending: RunEnding;

  constructor(ending: RunEnding) {
    super(ending.reason);
    this.name = "RunEnded";
    this.ending = ending;
  }
}
