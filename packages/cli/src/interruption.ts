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

/** Answers whether it deals with a signal; otherwise the process ends. */
type InterruptionHandler = (signal: NodeJS.Signals) => boolean;

let handler: InterruptionHandler | undefined;
let remark: string | undefined;

/** Has a command deal with interruptions itself, until what this answers with is called. */
export function handleInterruptions(handle: InterruptionHandler): () => void {
  handler = handle;
  return () => {
    handler = undefined;
  };
}

/** What an interruption says in place of how much was written. */
export function noteRemark(text: string): void {
  remark = text;
}

/** Ends the process on Ctrl-C, and when it is asked to end, unless its command deals with that. */
export function endOnInterruption(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (handler?.(signal) === true) return;
      const takeLineAway = process.stderr.isTTY ? "\r\u001b[K" : "";
      process.stderr.write(`${takeLineAway}massgen: Interrupted. ${remark ?? remarks[output]}\n`);
      process.exit(exitCodes.interrupted);
    });
  }
}
