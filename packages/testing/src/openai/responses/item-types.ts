/** Fields of the input items that are looked at closely. */
const fields: Readonly<Record<string, readonly string[]>> = {
  message: ["type", "id", "role", "content", "status", "phase"],
  function_call: ["type", "id", "call_id", "name", "arguments", "status", "caller", "namespace"],
  function_call_output: ["type", "id", "call_id", "output", "status", "name", "namespace", "caller"],
  custom_tool_call: ["type", "id", "call_id", "name", "input", "status", "caller", "namespace"],
  custom_tool_call_output: ["type", "id", "call_id", "output", "status", "name", "namespace", "caller"],
  computer_call: ["type", "id", "call_id", "action", "actions", "pending_safety_checks", "status"],
  computer_call_output: ["type", "id", "call_id", "output", "acknowledged_safety_checks", "status"],
  reasoning: ["type", "id", "summary", "content", "encrypted_content", "status"],
  compaction: ["type", "id", "encrypted_content"],
  compaction_trigger: ["type", "id"],
  item_reference: ["type", "id"],
};

/** Types of input items whose fields are passed over. */
const otherTypes = [
  "additional_tools",
  "apply_patch_call",
  "apply_patch_call_output",
  "code_interpreter_call",
  "configuration_update",
  "file_search_call",
  "image_generation_call",
  "local_shell_call",
  "local_shell_call_output",
  "mcp_approval_request",
  "mcp_approval_response",
  "mcp_call",
  "mcp_list_tools",
  "program",
  "program_output",
  "shell_call",
  "shell_call_output",
  "tool_search_call",
  "tool_search_output",
  "web_search_call",
];

/** Fields of an input item by its type, where they are looked at. */
export const itemFields: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(fields).map(([type, names]) => [type, new Set(names)]),
);

/** All types of input items, sorted. */
export const itemTypes: readonly string[] = [...Object.keys(fields), ...otherTypes].sort();

/** Calls and the outputs that answer them. A legacy shell call may also be answered by a function's output. */
export const outputTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ["function_call", ["function_call_output"]],
  ["custom_tool_call", ["custom_tool_call_output"]],
  ["computer_call", ["computer_call_output"]],
  ["shell_call", ["shell_call_output"]],
  ["local_shell_call", ["local_shell_call_output", "function_call_output"]],
  ["apply_patch_call", ["apply_patch_call_output"]],
]);

/** Types of items that a model makes, and which can follow its reasoning. */
export function isMadeByModel(type: string, role: unknown): boolean {
  if (type === "message") return role === "assistant";
  if (type.endsWith("_output") || type === "reasoning") return false;
  return !["compaction_trigger", "item_reference", "mcp_approval_response", "configuration_update"].includes(type);
}
