import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import type { ChatToolCall } from "./chat-message.ts";

/** A call of a tool as Chat says it. The input of a custom tool, which is plain text, becomes the argument `input`. */
export function toToolCall(item: ConversationItem): ChatToolCall {
  const {
    call_id: id,
    name,
    arguments: written,
    input,
    extra_content: extra,
  } = item as Readonly<Record<string, unknown>>;
  const text = item.type === "custom_tool_call" ? JSON.stringify({ input }) : argumentsText(written);
  const call: ChatToolCall = {
    id: String(id),
    type: "function",
    function: { name: sendableName(name), arguments: text },
  };
  return isRecord(extra) ? { ...call, extra_content: extra } : call;
}

/**
 * Arguments that every server can parse. Many put them into a template as an object, and would refuse the conversation
 * for ever because of one call that its model wrote badly: what is no JSON object becomes one that says the same.
 */
function argumentsText(written: unknown): string {
  const text = typeof written === "string" ? written : JSON.stringify(written ?? {});
  if (text.trim() === "") return "{}";
  return isObjectText(text) ? text : JSON.stringify({ input: text });
}

/** Whether a text is a JSON object. */
export function isObjectText(text: string): boolean {
  try {
    return isRecord(JSON.parse(text));
  } catch {
    return false;
  }
}

/** A name within `^[a-zA-Z0-9_-]{1,64}$`: models invent others, and hosted servers refuse a history with one in it. */
function sendableName(name: unknown): string {
  const text = typeof name === "string" ? name.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, 64) : "";
  return text === "" ? "unnamed" : text;
}
