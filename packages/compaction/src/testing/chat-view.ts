import { type ChatMessage, openaiChat } from "../adapters/openai-chat.ts";
import { createAnalyser } from "../conversation/analyser.ts";
import { buildView } from "../conversation/build-view.ts";
import type { ConversationView } from "../conversation/conversation-view.ts";
import { lengthCounter } from "./length-counter.ts";

/** System prompt, one task, and a call with its output for each of the given outputs. */
export function chatConversation(outputs: readonly string[]): readonly ChatMessage[] {
  return [
    { role: "system", content: "You review code." },
    { role: "user", content: "Review it." },
    ...outputs.flatMap((content, index) => [
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: `call_${index}`, type: "function", function: { name: "read", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: `call_${index}`, content },
    ]),
  ];
}

export function chatView(items: readonly ChatMessage[]): ConversationView<ChatMessage> {
  return buildView(items, {
    analyser: createAnalyser({ adapter: openaiChat, counter: lengthCounter }),
    archives: false,
  });
}
