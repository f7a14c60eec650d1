const marker = Symbol.for("massgen.error");

/** What a {@link MassGenError} carries beside its problem. */
export interface MassGenErrorOptions {
  /** Stable identifier in kebab-case, e.g. `orphaned-result`; match on this, never on the message. */
  readonly code: string;
  /** What the reader can do about it: one sentence. */
  readonly remedy: string;
  /** The error or value that led to this one. */
  readonly cause?: unknown;
}

/**
 * Base class of every error that a MassGen package throws on purpose.
 *
 * `message` is the problem followed by the remedy, on one line, and holds neither secrets nor conversation content.
 * Recognise one with {@link MassGenError.isInstance}: `instanceof` fails where two copies of the package are installed.
 */
export class MassGenError extends Error {
  readonly code: string;
  /** What is wrong, without the remedy. */
  readonly problem: string;
  readonly remedy: string;

  constructor(problem: string, options: MassGenErrorOptions) {
    super(`${problem} ${options.remedy}`, "cause" in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.code = options.code;
    this.problem = problem;
    this.remedy = options.remedy;
    Object.defineProperty(this, marker, { value: true });
  }

  static isInstance(value: unknown): value is MassGenError {
    return typeof value === "object" && value !== null && marker in value;
  }
}
