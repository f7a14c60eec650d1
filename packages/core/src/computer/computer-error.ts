import { MassGenError, type MassGenErrorOptions } from "../massgen-error.ts";

const marker = Symbol.for("massgen.computer-error");

/** What can go wrong with a computer; what goes wrong with a single action is an `ActionFailure` instead. */
export type ComputerErrorCode =
  /** An action was chosen on a frame that is not the last one any more. Nothing was done. */
  | "stale-frame"
  /** An action is not one, or lies outside the frame. Nothing was done. */
  | "invalid-action"
  /** The computer has no such action. Nothing was done. */
  | "unsupported-action"
  /** An earlier call is still going on. Nothing was done, and that call goes on. */
  | "overlapping-call"
  /** The computer could not be started. */
  | "unavailable"
  /** It was lost and could not be recovered. */
  | "crashed"
  /** It was closed. */
  | "closed"
  /** It does not answer. */
  | "unresponsive";

export interface ComputerErrorOptions extends MassGenErrorOptions {
  readonly code: ComputerErrorCode;
}

export class ComputerError extends MassGenError {
  declare readonly code: ComputerErrorCode;

  constructor(problem: string, options: ComputerErrorOptions) {
    super(problem, options);
    Object.defineProperty(this, marker, { value: true });
  }

  static override isInstance(value: unknown): value is ComputerError {
    return typeof value === "object" && value !== null && marker in value;
  }
}
