import type { ModelMessage } from "ai";
import { argumentsOf, type Entry, toMessages, toolNames } from "../neutral.ts";

/** Model messages of the Vercel AI SDK, with one tool message for the results of a step. */
export function toAiSdk(session: readonly Entry[]): ModelMessage[] {
  const names = toolNames(session);
  return toMessages(session).map((message): ModelMessage => {
    if (message.role === "system") return { role: "system", content: message.text };
    if (message.role === "user") return { role: "user", content: message.text };
    if (message.role === "tool") {
      return {
        role: "tool",
        content: message.results.map(({ id, text }) => ({
          type: "tool-result",
          toolCallId: id,
          toolName: names.get(id) ?? "",
          output: { type: "text", value: text },
        })),
      };
    }
    const { text, calls } = message;
    return {
      role: "assistant",
      content: [
        ...(text === undefined ? [] : [{ type: "text" as const, text }]),
        ...calls.map((call) => ({
          type: "tool-call" as const,
          toolCallId: call.id,
          toolName: call.name,
          input: argumentsOf(call),
        })),
      ],
    };
  });
}

/** Reads messages of the AI SDK, or of its provider interface, which differ in nothing that is used here. */
export function fromAiSdk(messages: readonly ModelMessage[]): readonly Entry[] {
  return messages.flatMap(({ role, content }): readonly Entry[] => {
    const textKind = role === "tool" ? "assistant" : role;
    if (typeof content === "string") return [{ kind: textKind, text: content }];
    return content.flatMap((part): readonly Entry[] => {
      if (part.type === "text") return [{ kind: textKind, text: part.text }];
      if (part.type === "tool-call") {
        return [{ kind: "call", id: part.toolCallId, name: part.toolName, arguments: JSON.stringify(part.input) }];
      }
      if (part.type !== "tool-result" || part.output.type !== "text") return [];
      return [{ kind: "result", id: part.toolCallId, text: part.output.value }];
    });
  });
}
