import type { ConversationItem } from "@massgen/core";
import type { CallFacts } from "./item-adapter.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Whether the schema of this result lets a text stand in its place; a screenshot, for one, must stay an image. */
export function canReplaceResult(item: Fields, type: string): boolean {
  switch (type) {
    case "function_call_output":
    case "custom_tool_call_output":
    case "local_shell_call_output":
    case "apply_patch_call_output":
      return item.output !== undefined && item.output !== null;
    case "mcp_call":
      return typeof item.output === "string";
    case "shell_call_output":
      return Array.isArray(item.output) && item.output.length > 0;
    case "program_output":
      return typeof item.result === "string";
    default:
      return false;
  }
}

export function replaceResponsesResult(item: ConversationItem, _callId: string, text: string): ConversationItem {
  const { type } = item;
  if (type === "shell_call_output") {
    const runs = item.output as readonly Fields[];
    return { ...item, type, output: [{ ...runs.at(-1), stdout: text, stderr: "" }] };
  }
  return type === "program_output" ? { ...item, type, result: text } : { ...item, output: text };
}

/** The answer to a call that nobody answered; a screenshot cannot be made up, so a computer call has none. */
export function answerResponsesCall(
  item: ConversationItem,
  call: CallFacts,
  text: string,
): ConversationItem | undefined {
  const caller = "caller" in item ? { caller: item.caller } : {};
  switch (item.type) {
    case "function_call":
    case "local_shell_call":
      return { type: "function_call_output", call_id: call.id, output: text, ...caller };
    case "custom_tool_call":
      return { type: "custom_tool_call_output", call_id: call.id, output: text, ...caller };
    case "shell_call": {
      const outcome = { type: "exit", exit_code: 1 };
      return {
        type: "shell_call_output",
        call_id: call.id,
        output: [{ stdout: "", stderr: text, outcome }],
        ...caller,
      };
    }
    case "apply_patch_call":
      return { type: "apply_patch_call_output", call_id: call.id, status: "failed", output: text, ...caller };
    case "mcp_approval_request":
      return { type: "mcp_approval_response", approval_request_id: item.id, approve: false, reason: text };
    default:
      return undefined;
  }
}
