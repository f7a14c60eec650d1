import type { ConversationItem } from "@massgen/core";
import type { ChatAssistantMessage, ChatMessage, ChatToolCall, ToChatOptions } from "./chat-message.ts";
import { toolResults } from "./tool-results.ts";

/** Gathers what the assistant says and calls at once into one message. */
export interface AssistantTurn {
  addThought(text: string): void;
  addText(text: string): void;
  addCall(call: ChatToolCall, output: ConversationItem): void;
  readonly hasCalls: boolean;
  /** Ends the turn: its message, directly followed by the results of its calls. Nothing where nothing was said. */
  end(): readonly ChatMessage[];
}

/** A turn that can be used again after each end. */
export function createAssistantTurn(options: ToChatOptions): AssistantTurn {
  let thoughts: string[] = [];
  let texts: string[] = [];
  let answered: { call: ChatToolCall; output: ConversationItem }[] = [];

  function message(): ChatAssistantMessage {
    const text = texts.join("\n\n");
    const thought = options.reasoningField === undefined ? {} : { [options.reasoningField]: thoughts.join("\n\n") };
    if (answered.length === 0) return { role: "assistant", content: text, ...thought };
    const content = text === "" ? emptyContent(options) : { content: text };
    return { role: "assistant", ...content, ...thought, tool_calls: answered.map(({ call }) => call) };
  }

  return {
    addThought: (text) => void thoughts.push(text),
    addText: (text) => void texts.push(text),
    addCall: (call, output) => void answered.push({ call, output }),
    get hasCalls() {
      return answered.length > 0;
    },
    end() {
      const isEmpty = answered.length === 0 && texts.every((text) => text === "");
      const messages = isEmpty ? [] : [message(), ...toolResults(answered, options.backend)];
      thoughts = [];
      texts = [];
      answered = [];
      return messages;
    },
  };
}

/** Servers that render a template cannot do with `null`; a few others refuse an empty text. */
function emptyContent({ emptyContent: choice = "empty-string" }: ToChatOptions): { content?: string | null } {
  if (choice === "absent") return {};
  return { content: choice === "null" ? null : "" };
}
