import { BackendError, type BackendErrorCode, ComputerError, MassGenError } from "@massgen/core";
import { RunEnded, type RunEnding } from "./run-ending.ts";

const ofTheNetwork: ReadonlySet<BackendErrorCode> = new Set(["unreachable", "tls", "timeout", "unavailable"]);

/** Failures for which another model may do better with the same request. */
const ofTheProvider: ReadonlySet<BackendErrorCode> = new Set([
  ...ofTheNetwork,
  "unauthenticated",
  "forbidden",
  "unknown-model",
  "rate-limit",
  "quota",
  "stream-cut",
  "invalid-response",
  // A window that is too small, or a server without vision, is the model's own.
  "context-overflow",
  "request-too-large",
  "unsupported",
  "invalid-image",
]);

/** Whether another model may be asked in place of one that failed so. */
export function anotherMayDo(error: unknown): boolean {
  return BackendError.isInstance(error) && ofTheProvider.has(error.code);
}

/** How a run ends that something was thrown in. */
export function endingOf(error: unknown): RunEnding {
  if (error instanceof RunEnded) return error.ending;
  if (BackendError.isInstance(error)) {
    // A server that answers is not the network's fault.
    const source = ofTheNetwork.has(error.code) && error.status === undefined ? "network" : "model";
    return { status: "failure", reason: error.message, fault: { source, code: error.code } };
  }
  if (ComputerError.isInstance(error)) {
    return { status: "failure", reason: error.message, fault: { source: "computer", code: error.code } };
  }
  if (MassGenError.isInstance(error)) {
    return { status: "failure", reason: error.message, fault: { source: "program", code: error.code } };
  }
  return {
    status: "failure",
    reason: `Something went wrong that was not foreseen: ${briefly(error)}`,
    fault: { source: "program", code: "unexpected" },
  };
}

/** What was thrown, on one line of at most 300 characters. */
function briefly(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
  return text.slice(0, 300).replaceAll(/\s+/g, " ").trim();
}

/** How a run ends where asking a person threw. */
export function endingOfPerson(error: unknown, what: string, code: string): RunEnding {
  if (error instanceof Error && error.name === "AbortError") {
    return { status: "interrupted", reason: `${what} was broken off.` };
  }
  return { status: "failure", reason: `${what} failed: ${briefly(error)}`, fault: { source: "program", code } };
}
