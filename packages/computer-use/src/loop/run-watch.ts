import type { RunFault } from "@massgen/core";
import type { Decided, Followed } from "./run-context.ts";
import { RunEnded } from "./run-ending.ts";
import { createStuckDetector } from "./stuck-detector.ts";

/** Times in a row that the screen may have changed before an action was begun. */
const maximumStale = 3;

/** Ends a run that gets nowhere. */
export interface RunWatch {
  /**
   * Takes in a step.
   *
   * @returns what the model should be told.
   * @throws RunEnded
   */
  step(decided: Decided, followed: Followed): string | undefined;
}

export function createRunWatch(maximumInvalid: number): RunWatch {
  const stuck = createStuckDetector();
  let invalid = 0;
  let stale = 0;
  return {
    step({ decision, view }, followed) {
      invalid = followed.invalid === true ? invalid + 1 : 0;
      stale = followed.stale === true ? stale + 1 : 0;
      if (invalid >= maximumInvalid) {
        throw failed(
          "model",
          "invalid-output",
          `The model decided ${timesInARow(invalid)} what makes no sense or cannot be done.`,
        );
      }
      if (stale >= maximumStale) {
        throw failed(
          "computer",
          "stale-frame",
          `The screen had changed ${timesInARow(stale)} before an action was begun.`,
        );
      }
      const verdict = stuck.step(decision, view.picture);
      if (verdict.type === "stuck") {
        throw failed("model", "stuck", `The model decided the same ${timesInARow(verdict.times)} on the same screen.`);
      }
      return verdict.type === "remark" ? verdict.text : undefined;
    },
  };
}

function failed(source: RunFault["source"], code: string, reason: string): RunEnded {
  return new RunEnded({ status: "failure", reason, fault: { source, code } });
}

function timesInARow(times: number): string {
  return times === 1 ? "once" : `${times} times in a row`;
}
