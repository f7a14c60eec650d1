import type { ConversationItem, FunctionCallItem, FunctionCallOutputItem } from "@massgen/core";

export function isFunctionCall(item: ConversationItem): item is FunctionCallItem {
  return item.type === "function_call";
}

/** Calls of functions that have no output yet. */
function openFunctionCalls(items: readonly ConversationItem[]): readonly FunctionCallItem[] {
  const answered = new Set(items.filter(({ type }) => type === "function_call_output").map(({ call_id: id }) => id));
  return items.filter(isFunctionCall).filter(({ call_id: id }) => !answered.has(id));
}

/** Outputs for calls whose process ended before their tools did. */
export function interruptedOutputs(items: readonly ConversationItem[]): readonly FunctionCallOutputItem[] {
  return openFunctionCalls(items).map((call) => ({
    type: "function_call_output",
    call_id: call.call_id,
    output: "Interrupted before it finished; what it has done until then is not known.",
  }));
}
