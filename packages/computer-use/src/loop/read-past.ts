import { type ComputerResult, MassGenError } from "@massgen/core";
import { type PastRun, readPastRun } from "./past-run.ts";
import type { ComputerRunLog } from "./run-log.ts";

/**
 * Reads what a log tells of a run so far.
 *
 * @param resumed - whether the run is to go on from it; else it must be empty.
 * @throws MassGenError where the log does not fit; what the log throws.
 */
export async function readPast(log: ComputerRunLog | undefined, task: string, resumed: boolean): Promise<PastRun> {
  const past = readPastRun(log === undefined ? [] : await log.read());
  const { header } = past;
  if (header === undefined) return past;
  if (!resumed) {
    throw new MassGenError("The log holds a run already.", {
      code: "log-in-use",
      remedy: "Give an empty log, or go on with that run with `resume`.",
    });
  }
  if (header.log !== "massgen-computer-run" || header.version !== 1) {
    throw new MassGenError("The log is of a version that cannot be read.", {
      code: "unknown-log-version",
      remedy: "Update the package that reads it.",
    });
  }
  if (header.task !== task) {
    throw new MassGenError("The log is that of another task.", {
      code: "other-task",
      remedy: "Give the task that the run was begun with, or begin a new run.",
    });
  }
  return past;
}

/** Whether a run is over for good: the model itself had ended it. */
export function isOver({ status, fault }: ComputerResult): boolean {
  return status === "success" || (status === "failure" && fault === undefined);
}
