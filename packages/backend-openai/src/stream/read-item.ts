import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** Calls that are answered by their `call_id`. */
const answeredById: ReadonlySet<unknown> = new Set([
  "function_call",
  "custom_tool_call",
  "computer_call",
  "local_shell_call",
  "shell_call",
  "apply_patch_call",
]);

/** Calls of a tool by its name, the field that says what it is to do, and what is said where nothing is. */
const namedCalls: Readonly<Record<string, { readonly field: string; readonly nothing: string }>> = {
  function_call: { field: "arguments", nothing: "{}" },
  custom_tool_call: { field: "input", nothing: "" },
};

/** Whether a value of an answer is an item. */
export function isItem(value: unknown): value is ConversationItem {
  return isRecord(value) && (typeof value.type === "string" || typeof value.role === "string");
}

/**
 * An item of an answer as it is to be stored: as it came, except that a gateway's arguments become text where they are
 * none.
 *
 * @throws SyntaxError for a call that cannot be answered: one without `call_id`, or without the name of its tool.
 */
export function readItem(item: ConversationItem): ConversationItem {
  if (answeredById.has(item.type) && !isText(item.call_id)) throw new SyntaxError(`a ${item.type} has no call_id`);
  const named = typeof item.type === "string" && Object.hasOwn(namedCalls, item.type) && namedCalls[item.type];
  if (!named) return item;
  if (!isText(item.name)) throw new SyntaxError(`a ${item.type} has no name`);
  const said = item[named.field];
  if (typeof said === "string") return item;
  return { ...item, [named.field]: said === undefined || said === null ? named.nothing : JSON.stringify(said) };
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
