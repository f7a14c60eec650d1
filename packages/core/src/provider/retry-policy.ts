import type { BackendError } from "../backend/backend-error.ts";
import { isRecord } from "../is-record.ts";
import { MassGenError } from "../massgen-error.ts";

export interface RetryOptions {
  /** Repetitions of a request at most; 0 for none. Default 4. */
  readonly maximumRetries?: number;
  /** Wait before the first repetition, in milliseconds; doubled for each further one. Default 500. */
  readonly baseMilliseconds?: number;
  /** Longest wait. A provider that asks for more is not asked again. Default 60,000. */
  readonly maximumMilliseconds?: number;
  /** From 0 up to 1. Default `Math.random`. */
  readonly random?: () => number;
  /** Waits; rejects with the signal's reason on abort. Default: a timer. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** Decides whether a failed request is made again, and when. */
export interface RetryPolicy {
  /**
   * Milliseconds to wait before the repetition; `undefined` where there is none.
   *
   * @param attempt - 1 before the first repetition.
   */
  delayBefore(attempt: number, error: BackendError): number | undefined;
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

/**
 * Doubles the wait each time, and takes off up to half of it by chance, so that those who failed together do not come
 * back together. What the provider asks for counts instead, where it asks.
 *
 * @throws MassGenError `invalid-option`
 */
export function createRetryPolicy(options: RetryOptions = {}): RetryPolicy {
  const given: unknown = options;
  if (!isRecord(given)) throw invalid("retries must be an object.");
  const { maximumRetries = 4, baseMilliseconds = 500, maximumMilliseconds = 60_000 } = options;
  const { random = Math.random, sleep = wait } = options;
  for (const [name, value] of Object.entries({ maximumRetries, baseMilliseconds, maximumMilliseconds })) {
    if (!(value >= 0 && Number.isFinite(value))) throw invalid(`${name} must be zero or more.`);
  }
  for (const [name, value] of Object.entries({ random, sleep })) {
    if (typeof value !== "function") throw invalid(`${name} must be a function.`);
  }
  return {
    delayBefore(attempt, error) {
      if (!error.retryable || attempt > maximumRetries) return undefined;
      const asked = error.retryAfterMilliseconds;
      if (asked !== undefined) return asked <= maximumMilliseconds ? asked : undefined;
      const doubled = Math.min(baseMilliseconds * 2 ** (attempt - 1), maximumMilliseconds);
      return Math.round(doubled * (1 - random() / 2));
    },
    sleep,
  };
}

function invalid(problem: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-option", remedy: "Leave it out for the default." });
}

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
