import type { FinishReason } from "@massgen/core";

/** Why a server says it stopped: a reason of ours, or that it failed. */
export type ServerReason = FinishReason | "failed" | "aborted" | "malformed-call";

/** Reads a finish reason; `undefined` where there is none yet. Ollama has sent an empty one with each piece. */
export function readFinishReason(value: unknown): ServerReason | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const reason = value.toLowerCase();
  if (/^(tool_calls|tool_use|function_call)$/.test(reason)) return "tool-calls";
  if (/^(length|max_tokens|model_length|max_output_tokens)$/.test(reason)) return "length";
  if (/malformed_function_call/.test(reason)) return "malformed-call";
  if (/^(content_filter|safety|refusal|recitation|prohibited_content)/.test(reason)) return "content-filter";
  if (reason === "error") return "failed";
  return /^(abort|aborted|cancelled)$/.test(reason) ? "aborted" : "stop";
}
