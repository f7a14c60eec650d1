import { BackendError, type BackendErrorCode } from "@massgen/core";

/** An error for what a conversation or request holds that cannot be said in this protocol; nothing was sent. */
export function unsendable(
  backend: string,
  problem: string,
  remedy: string,
  code: BackendErrorCode = "unsupported",
): BackendError {
  return new BackendError(`${backend}: ${problem}`, { code, remedy, retryable: false });
}

/** A name from a conversation as an error may show it: short, on one line, nothing but the characters of names. */
export function shownName(name: unknown): string {
  return typeof name === "string" ? name.replace(/[^\w.:-]/g, "_").slice(0, 64) : typeof name;
}
