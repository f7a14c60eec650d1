import { expect } from "vitest";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Fails unless a provider would take the conversation. Written against the wire formats alone, so that it shares no
 * mistake with the code that it checks.
 *
 * @param openIds - calls that may be without a result.
 */
export function expectSendable(format: string, items: readonly object[], openIds: readonly string[] = []): void {
  const list = items as readonly Fields[];
  const open = format === "openai-chat" ? openChatCalls(list) : openResponsesCalls(list);
  expect(open.filter((id) => !openIds.includes(id))).toEqual([]);
}

function openResponsesCalls(items: readonly Fields[]): readonly string[] {
  const open = new Set<string>();
  items.forEach((item, index) => {
    const type = String(item.type ?? "message");
    if (type === "reasoning") {
      const next = items[index + 1];
      const follows = next?.type === "reasoning" || String(next?.type).endsWith("_call") || next?.role === "assistant";
      expect(follows, `reasoning at ${index} leads to nothing`).toBe(true);
    }
    if (type.endsWith("_call")) open.add(String(item.call_id));
    if (type.endsWith("_output")) {
      expect(open.delete(String(item.call_id)), `output at ${index} has no open call`).toBe(true);
    }
  });
  return [...open];
}

/** Chat wants the tool messages directly after the assistant message that made the calls. */
function openChatCalls(messages: readonly Fields[]): readonly string[] {
  const neverAnswered: string[] = [];
  let open = new Set<string>();
  messages.forEach((message, index) => {
    if (message.role === "tool") {
      expect(open.delete(String(message.tool_call_id)), `tool message at ${index} has no open call`).toBe(true);
      return;
    }
    neverAnswered.push(...open);
    const calls = (message.tool_calls ?? []) as readonly { readonly id: string }[];
    open = new Set(calls.map((call) => call.id));
  });
  return [...neverAnswered, ...open];
}
