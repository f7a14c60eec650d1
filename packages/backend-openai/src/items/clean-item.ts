import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

type Fields = Readonly<Record<string, unknown>>;

/**
 * One stored item as the API takes it as input. Removed are fields that only answers have (`created_by`, and
 * `status` where the input has none or not this value), empty `pending_safety_checks` (which the API refuses on
 * replayed calls), what the SDK's parsers add (`parsed`, `parsed_arguments`) and our own tag; a message gets its `type`.
 * A function's name that the API itself would refuse, as models make some up (`functions.read`), is written in letters
 * that it takes. Fields and types that are not known pass through. An item that needs no change is returned itself.
 */
export function cleanItem(item: ConversationItem): ConversationItem {
  const cleaned = withCleanName(withCleanParts(without(item, surplusFields(item))));
  return cleaned.type === undefined && typeof cleaned.role === "string" ? { type: "message", ...cleaned } : cleaned;
}

/** Fields of answers that are refused, or do not exist, in requests. */
function surplusFields(item: ConversationItem): readonly string[] {
  const surplus = ["created_by", "massgen", "parsed_arguments"];
  const { type, status, pending_safety_checks: checks } = item;
  if (status === null || hasSurplusStatus(type, status)) surplus.push("status");
  if (type === "computer_call" && Array.isArray(checks) && checks.length === 0) surplus.push("pending_safety_checks");
  return surplus;
}

function hasSurplusStatus(type: unknown, status: unknown): boolean {
  if (type === "compaction" || type === "custom_tool_call_output") return true;
  return type === "computer_call_output" && status === "failed";
}

function withCleanName(item: ConversationItem): ConversationItem {
  if (item.type !== "function_call" || typeof item.name !== "string" || /^[\w-]{1,64}$/.test(item.name)) return item;
  return { ...item, name: item.name.replace(/[^\w-]/g, "_").slice(0, 64) || "unnamed" };
}

function withCleanParts(item: ConversationItem): ConversationItem {
  if (item.type === "shell_call_output") return withCleanList(item, "output", ["created_by"]);
  return item.role === "assistant" ? withCleanList(item, "content", ["parsed"]) : item;
}

function withCleanList(item: ConversationItem, field: string, surplus: readonly string[]): ConversationItem {
  const list = item[field];
  if (!Array.isArray(list)) return item;
  const cleaned = list.map((part: unknown) => (isRecord(part) ? without(part, surplus) : part));
  return cleaned.every((part, index) => part === list[index]) ? item : { ...item, [field]: cleaned };
}

/** The record itself where it has none of the fields. */
function without<Value extends Fields>(record: Value, fields: readonly string[]): Value {
  const present = fields.filter((field) => field in record);
  if (present.length === 0) return record;
  const rest: Record<string, unknown> = { ...record };
  for (const field of present) delete rest[field];
  return rest as Value;
}
