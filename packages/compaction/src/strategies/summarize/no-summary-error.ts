import { MassGenError } from "@massgen/core";

/** Ends the making of a summary; what it says becomes the strategy's reason. */
export class NoSummaryError extends MassGenError {
  /** Whether something went wrong, rather than there being nothing to do. */
  readonly failed: boolean;

  constructor(problem: string, failed: boolean) {
    super(problem, { code: "no-summary", remedy: "The conversation stays as it is." });
    this.failed = failed;
  }
}

/** There is nothing to do. */
export function nothingToDo(reason: string): NoSummaryError {
  return new NoSummaryError(reason, false);
}

/** Something went wrong. */
export function failure(reason: string): NoSummaryError {
  return new NoSummaryError(reason, true);
}
