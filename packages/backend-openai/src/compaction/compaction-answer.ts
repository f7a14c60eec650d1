import { BackendError, type Usage } from "@massgen/core";
import { isRecord, readUsage } from "@massgen/core/provider";

/** A compaction that did not come as the protocol says. It is not asked for again: it costs as much as the first. */
export function badCompaction(backend: string, what: string): BackendError {
  return new BackendError(`${backend}: the compaction could not be used: ${what}.`, {
    code: "invalid-response",
    remedy: "Use another mode of compaction, or none of the provider's.",
    retryable: false,
  });
}

/** @throws BackendError `invalid-response`: without usage nobody knows how large the opaque item is. */
export function usageOfCompaction(usage: unknown, backend: string): Usage {
  if (isRecord(usage) && typeof usage.input_tokens === "number") return readUsage(usage);
  throw badCompaction(backend, "it came without usage");
}
