import { isRecord } from "@massgen/core/provider";

/** How long Gemini asks to be waited, which it says in the body: `details: [{retryDelay: "34s"}]`. */
export function retrySecondsOf(error: Readonly<Record<string, unknown>>): number | undefined {
  const details = Array.isArray(error.details) ? error.details.filter(isRecord) : [];
  for (const { retryDelay } of details) {
    const seconds = typeof retryDelay === "string" ? /^(\d{1,9}(?:\.\d{1,9})?)s$/.exec(retryDelay)?.[1] : undefined;
    if (seconds !== undefined) return Number(seconds);
  }
  return undefined;
}
