import { invalidItem } from "./invalid-item.ts";
import type { CallFacts } from "./item-adapter.ts";
import { jsonText } from "./json-text.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The calls that an item makes which some other item must answer. */
export function responsesCalls(item: Fields, type: string): readonly CallFacts[] {
  if (type === "mcp_approval_request") return [responsesCall(item, type, approvalId(item.id))];
  if (typeof item.call_id === "string") return [responsesCall(item, type, item.call_id)];
  if (type === "function_call" || type === "custom_tool_call") throw invalidItem(`A ${type} has no call_id.`);
  return [];
}

export function responsesCall(item: Fields, type: string, id: string): CallFacts {
  return { id, name: typeof item.name === "string" ? item.name : type, arguments: argumentsOf(item) };
}

/** Calls of built-in tools have no field for arguments: all that is not bookkeeping is what they were made with. */
function argumentsOf(item: Fields): string {
  const written = item.arguments ?? item.input;
  if (written !== undefined) return jsonText(written);
  const { id: _id, type: _type, call_id: _callId, status: _status, name: _name, caller: _caller, ...rest } = item;
  return jsonText(rest);
}

/** Approvals pair by item id; the prefix keeps these apart from call ids. */
export function approvalId(id: unknown): string {
  return `approval:${String(id)}`;
}
