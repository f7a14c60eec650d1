import type { ChatAssistantMessage, ChatContent, ChatMessage, ChatPart } from "./chat-message.ts";

/**
 * Makes a conversation fit chat templates that want one system message at the start and then user and assistant by turns:
 * system messages become the first, and neighbours of the same role one message.
 */
export function alternateRoles(messages: readonly ChatMessage[]): ChatMessage[] {
  const system = messages.flatMap((message) => (message.role === "system" ? [message.content] : []));
  const merged: ChatMessage[] = system.length === 0 ? [] : [{ role: "system", content: system.join("\n\n") }];
  for (const message of messages) {
    if (message.role === "system") continue;
    const joined = joinMessages(merged.at(-1), message);
    if (joined === undefined) merged.push(message);
    else merged[merged.length - 1] = joined;
  }
  return merged;
}

function joinMessages(first: ChatMessage | undefined, second: ChatMessage): ChatMessage | undefined {
  if (first?.role === "user" && second.role === "user") {
    return { role: "user", content: joinContents(first.content, second.content) };
  }
  // Behind a message with calls stand their results, so that a first one here has none.
  if (first?.role !== "assistant" || second.role !== "assistant") return undefined;
  return { ...first, ...second, ...joinAssistants(first, second) };
}

function joinAssistants(first: ChatAssistantMessage, second: ChatAssistantMessage): Partial<ChatAssistantMessage> {
  const fields = ["content", "reasoning_content", "reasoning"] as const;
  const joined = fields.flatMap((field) => {
    const texts = [first[field], second[field]].filter((text) => typeof text === "string");
    return texts.length === 0 ? [] : [[field, texts.filter((text) => text !== "").join("\n\n")]];
  });
  return Object.fromEntries(joined);
}

function joinContents(first: ChatContent, second: ChatContent): ChatContent {
  if (typeof first === "string" && typeof second === "string") return `${first}\n\n${second}`;
  return [...asParts(first), ...asParts(second)];
}

function asParts(content: ChatContent): readonly ChatPart[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}
