import { detectFormat } from "@massgen/compaction";
import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { inputError } from "./input-error.ts";

/** Items of the model that the API takes without their `id`. */
const withOptionalId: ReadonlySet<unknown> = new Set([
  "message",
  "function_call",
  "custom_tool_call",
  "shell_call",
  "apply_patch_call",
  "tool_search_call",
]);

/**
 * A recorded session as any account can replay it.
 *
 * Reasoning is left out. Its encrypted content is sealed for the account and the model that it came from: another is
 * refused with `invalid_encrypted_content`, and without that content a request that stores nothing cannot name it. The
 * ids of messages and calls go as well, since by these ids the API would ask for the reasoning that led to them.
 *
 * @param name - what to call the file in messages.
 * @throws MassGenError `invalid-input` for what is no item of the Responses API, or is of use to its maker only.
 */
export function prepareItems(items: readonly unknown[], name: string): readonly ConversationItem[] {
  const checked = items.map((item, index) => checkItem(item, index, name));
  const format = detectFormat(checked);
  if (format !== "openai-responses" && !checked.every(isPlainMessage)) {
    throw inputError(
      `${name} is in the format ${format}; native compaction takes items of OpenAI's Responses API.`,
      "Record the session over the Responses API.",
    );
  }
  return checked.filter(({ type }) => type !== "reasoning" && type !== "compaction_trigger").map(withoutId);
}

function checkItem(item: unknown, index: number, name: string): ConversationItem {
  const position = `Item ${index + 1} of ${name}`;
  if (!isRecord(item) || (typeof item.type !== "string" && typeof item.role !== "string")) {
    throw inputError(`${position} has neither a type nor a role.`, "Pass items of OpenAI's Responses API.");
  }
  if (item.type === "compaction" || item.type === "compaction_summary") {
    throw inputError(
      `${position} is a compaction, which only its maker can read.`,
      "Pass the session as it was before it was compacted.",
    );
  }
  if (item.type === "item_reference") {
    throw inputError(`${position} refers to an item that is stored elsewhere.`, "Pass the items themselves.");
  }
  return item as ConversationItem;
}

/** A message of role and text alone is valid in most formats, in this one too. */
function isPlainMessage(item: ConversationItem): boolean {
  return ["user", "assistant", "system", "developer"].includes(String(item.role)) && typeof item.content === "string";
}

function withoutId(item: ConversationItem): ConversationItem {
  if (!("id" in item) || !withOptionalId.has(item.type ?? "message")) return item;
  const { id: _id, ...rest } = item;
  return rest as ConversationItem;
}
