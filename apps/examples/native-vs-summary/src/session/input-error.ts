import { MassGenError } from "@massgen/core";

/** Something that the person at the terminal can put right. */
export function inputError(problem: string, remedy: string, cause?: unknown): MassGenError {
  return new MassGenError(problem, { code: "invalid-input", remedy, ...(cause === undefined ? {} : { cause }) });
}
