import type { AgentInputItem } from "@openai/agents-core";

/** The item as the SDK's sessions keep it: calls of functions and their results lose the id that is not their `callId`. */
export function withoutCallId(item: AgentInputItem): AgentInputItem {
  if (!("id" in item) || (item.type !== "function_call" && item.type !== "function_call_result")) return item;
  const { id: _id, ...kept } = item;
  return kept;
}
