import { AIMessage, type BaseMessage, HumanMessage, SystemMessage, ToolMessage } from "@langchain/core/messages";
import { argumentsOf, type Entry, toMessages, toolNames } from "../neutral.ts";

/** LangChain's message objects, with one tool message a result. */
export function toLangchain(session: readonly Entry[]): BaseMessage[] {
  const names = toolNames(session);
  return toMessages(session).flatMap((message): readonly BaseMessage[] => {
    if (message.role === "system") return [new SystemMessage(message.text)];
    if (message.role === "user") return [new HumanMessage(message.text)];
    if (message.role === "tool") {
      return message.results.map(
        ({ id, text }) => new ToolMessage({ tool_call_id: id, name: names.get(id) ?? "", content: text }),
      );
    }
    const tool_calls = message.calls.map((call) => ({
      type: "tool_call" as const,
      id: call.id,
      name: call.name,
      args: argumentsOf(call),
    }));
    return [new AIMessage({ content: message.text ?? "", tool_calls })];
  });
}

export function fromLangchain(messages: readonly BaseMessage[]): readonly Entry[] {
  return messages.flatMap((message): readonly Entry[] => {
    const { text } = message;
    if (ToolMessage.isInstance(message)) return [{ kind: "result", id: message.tool_call_id, text }];
    if (SystemMessage.isInstance(message)) return [{ kind: "system", text }];
    if (!AIMessage.isInstance(message)) return [{ kind: "user", text }];
    const calls = (message.tool_calls ?? []).map(({ id = "", name, args }) => ({
      kind: "call" as const,
      id,
      name,
      arguments: JSON.stringify(args),
    }));
    return [...(text === "" ? [] : [{ kind: "assistant" as const, text }]), ...calls];
  });
}
