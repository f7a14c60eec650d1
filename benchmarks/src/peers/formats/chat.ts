import type { ChatMessage } from "@massgen/compaction";
import { type Entry, toMessages } from "../neutral.ts";

interface ChatCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
}

/** Messages of OpenAI's Chat Completions API, which our compaction gets. */
export function toChat(session: readonly Entry[]): readonly ChatMessage[] {
  return toMessages(session).flatMap((message): readonly ChatMessage[] => {
    if (message.role === "tool") {
      return message.results.map(({ id, text }) => ({ role: "tool", tool_call_id: id, content: text }));
    }
    if (message.role !== "assistant") return [{ role: message.role, content: message.text }];
    const { text, calls } = message;
    const tool_calls = calls.map(
      ({ id, name, arguments: written }): ChatCall => ({
        id,
        type: "function",
        function: { name, arguments: written },
      }),
    );
    return [{ role: "assistant", content: text ?? null, ...(calls.length > 0 && { tool_calls }) }];
  });
}

export function fromChat(messages: readonly ChatMessage[]): readonly Entry[] {
  return messages.flatMap((message): readonly Entry[] => {
    const text = String(message.content ?? "");
    if (message.role === "tool") return [{ kind: "result", id: String(message.tool_call_id), text }];
    if (message.role !== "assistant") return [{ kind: message.role === "system" ? "system" : "user", text }];
    const calls = (message.tool_calls ?? []) as readonly ChatCall[];
    return [
      ...(text === "" ? [] : [{ kind: "assistant" as const, text }]),
      ...calls.map(({ id, function: { name, arguments: written } }) => ({
        kind: "call" as const,
        id,
        name,
        arguments: written,
      })),
    ];
  });
}
