import type { ErrorFacts } from "./error-facts.ts";

/** What a provider asks to be waited, in milliseconds, from `retry-after-ms`, or from `retry-after` as seconds or a date. */
export function retryAfterOf({ header }: ErrorFacts, now: () => number = Date.now): number | undefined {
  const milliseconds = Number.parseFloat(header("retry-after-ms") ?? "");
  if (milliseconds >= 0) return milliseconds;
  const text = header("retry-after") ?? "";
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= 0) return seconds * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
}
