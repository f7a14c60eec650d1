import { exitCodes } from "./exit-codes.ts";

/** How much of its output a command has written. */
type OutputState = "none" | "archive" | "partial" | "whole";

const remarks: Readonly<Record<OutputState, string>> = {
  none: "Nothing was written.",
  archive: "No conversation was written; the archive may have new entries.",
  partial: "The output is incomplete.",
  whole: "The output was written.",
};

let output: OutputState = "none";

/** Keeps what an interruption says true. */
export function noteOutput(state: OutputState): void {
  output = state;
}

/** Ends the process on Ctrl-C, and when it is asked to end. */
export function endOnInterruption(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      const takeLineAway = process.stderr.isTTY ? "\r\u001b[K" : "";
      process.stderr.write(`${takeLineAway}massgen: Interrupted. ${remarks[output]}\n`);
      process.exit(exitCodes.interrupted);
    });
  }
}
