import type { BackendError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** Whether the provider refused a request because it does not know one of its fields. */
export function refusesField(error: BackendError, field: string): boolean {
  if (error.code !== "invalid-request" && error.code !== "unsupported") return false;
  const { cause } = error;
  const parameter = isRecord(cause) && typeof cause.param === "string" ? cause.param : "";
  return parameter === field || parameter.startsWith(`${field}[`) || error.problem.includes(field);
}

/** Whether the provider says that the model does not give its reasoning encrypted. */
export function refusesEncryptedReasoning(error: BackendError): boolean {
  if (error.code !== "invalid-request" && error.code !== "unsupported") return false;
  return (
    refusesField(error, "reasoning.encrypted_content") || /encrypted content is not supported/i.test(error.problem)
  );
}

const words =
  /compact\w*\b.{0,80}\b(?:not (?:yet )?(?:supported|available|enabled)|unsupported)|(?:unsupported|not support\w*)\b.{0,80}\bcompact/i;

/**
 * What a failed compaction says of the endpoint: that it has no such thing (404, 405, 501, or in words), that it has
 * and fails (5xx after all repetitions, an answer that cannot be read), or nothing.
 */
export function stateAfter(error: BackendError, mode: "endpoint" | "trigger"): "unsupported" | "failing" | undefined {
  const { code, status = 0, problem } = error;
  if (code === "unsupported") return "unsupported";
  if (code === "invalid-request") {
    return words.test(problem) || (mode === "trigger" && problem.includes("compaction_trigger"))
      ? "unsupported"
      : undefined;
  }
  return status >= 500 || code === "unavailable" || code === "invalid-response" ? "failing" : undefined;
}
