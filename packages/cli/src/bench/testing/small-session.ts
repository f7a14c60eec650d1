import type { ItemAdapter } from "@massgen/compaction";
import { openaiChat, type TokenCounter } from "@massgen/compaction";
import type { SessionCall, SessionLog } from "../../session-logs/session-log.ts";

/** A token for each character, so that every figure can be worked out by hand. */
export const letterCounter: TokenCounter = {
  name: "letters",
  count: (text) => ({ tokens: text.length, estimated: false }),
};

/** A chat session whose calls are the places where the assistant speaks. */
export function chatSession(items: readonly unknown[], calls?: readonly SessionCall[]): SessionLog {
  const isSpoken = (item: unknown) => (item as { role?: string }).role === "assistant";
  return {
    path: "small.json",
    source: "conversation",
    format: "openai-chat",
    adapter: openaiChat as ItemAdapter<unknown>,
    items,
    calls: calls ?? items.flatMap((item, index) => (isSpoken(item) ? [{ afterItem: index }] : [])),
    compactions: 0,
    skipped: [],
  };
}

/** 4 tokens around it, 4 of its name, and its arguments. */
export function call(id: string, text: string): object {
  return {
    role: "assistant",
    content: null,
    tool_calls: [{ id, type: "function", function: { name: "read", arguments: text } }],
  };
}

/** An output of so many tokens that begins with a text. */
export function output(id: string, tokens: number, text: string): object {
  return { role: "tool", tool_call_id: id, content: `${text} `.padEnd(tokens - 4, "x") };
}
