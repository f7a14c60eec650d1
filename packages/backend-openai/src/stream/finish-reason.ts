import type { ConversationItem, FinishReason } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** Items that whoever runs the agent has to answer. */
const awaitsAnswer: ReadonlySet<unknown> = new Set([
  "function_call",
  "custom_tool_call",
  "computer_call",
  "local_shell_call",
  "shell_call",
  "apply_patch_call",
  "mcp_approval_request",
]);

/**
 * Why a response ended.
 *
 * @param type - the event that ended it.
 * @param items - its output.
 */
export function finishReason(
  type: string,
  response: Readonly<Record<string, unknown>>,
  items: readonly ConversationItem[],
): FinishReason {
  if (type === "response.incomplete" || response.status === "incomplete") {
    const details = response.incomplete_details;
    return isRecord(details) && details.reason === "content_filter" ? "content-filter" : "length";
  }
  return items.some(isAwaiting) ? "tool-calls" : "stop";
}

function isAwaiting(item: ConversationItem): boolean {
  return awaitsAnswer.has(item.type) || (item.type === "tool_search_call" && item.execution === "client");
}
