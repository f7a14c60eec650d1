import { MassGenError } from "@massgen/core";
import { printable } from "./printable.ts";
import { unexpectedError } from "./unexpected-error.ts";

/** An error as one line: what is wrong and what to do about it. */
export function errorLine(error: unknown): string {
  if (!MassGenError.isInstance(error))
    return `massgen: Unexpected error, please report it: ${unexpectedError(error)}.\n`;
  return `massgen: ${printable(error.problem)} ${printable(error.remedy)}\n`;
}
