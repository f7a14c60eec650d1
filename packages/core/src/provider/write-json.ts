import { BackendError } from "../backend/backend-error.ts";
import { redact } from "./redact.ts";
import type { FailureContext } from "./to-backend-error.ts";

/**
 * A request's body as JSON.
 *
 * @throws BackendError `invalid-request`, not retryable, for values that JSON has no form for, such as cycles.
 */
export function writeJson(body: Readonly<Record<string, unknown>>, { backend, keys }: FailureContext): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    const said = redact(cause instanceof Error ? cause.message : "", keys).replace(/[.!]?$/, ".");
    throw new BackendError(`${backend}: the request could not be written as JSON: ${said}`, {
      code: "invalid-request",
      remedy: "Pass plain values, without cycles and BigInts.",
      retryable: false,
      cause,
    });
  }
}
