import { expect } from "vitest";
import type { Fields } from "./fields.ts";

/** Calls without an answer. Chat wants the tool messages directly after the assistant message that made the calls. */
export function openChatCalls(messages: readonly Fields[]): readonly string[] {
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
