import { type ChatMessage, openaiChat } from "../adapters/openai-chat.ts";
import { createAnalyser } from "../conversation/analyser.ts";
import { buildView } from "../conversation/build-view.ts";
import type { ConversationView } from "../conversation/conversation-view.ts";
import { lengthCounter } from "./length-counter.ts";

/** A call and the content of its result; a content alone is what `read({})` answered. */
export type Exchange = string | { readonly name?: string; readonly arguments?: string; readonly content: unknown };

/** System prompt, one task, and a call with its result for each exchange: results are at 3, 5, 7 and so on. */
export function chatConversation(exchanges: readonly Exchange[]): readonly ChatMessage[] {
  return [
    { role: "system", content: "You review code." },
    { role: "user", content: "Review it." },
    ...exchanges.flatMap((exchange, index) => {
      const { name = "read", arguments: input = "{}", content } = asObject(exchange);
      const call = { id: `call_${index}`, type: "function", function: { name, arguments: input } };
      return [
        { role: "assistant", content: null, tool_calls: [call] },
        { role: "tool", tool_call_id: call.id, content },
      ];
    }),
  ];
}

function asObject(exchange: Exchange): Exclude<Exchange, string> {
  return typeof exchange === "string" ? { content: exchange } : exchange;
}

export interface ChatViewOptions {
  /** Whether notes name an entry of an archive. Default false. */
  readonly archives?: boolean;
  readonly pin?: (message: ChatMessage) => boolean;
}

export function chatView(
  items: readonly ChatMessage[],
  { archives = false, pin }: ChatViewOptions = {},
): ConversationView<ChatMessage> {
  const analyser = createAnalyser({ adapter: openaiChat, counter: lengthCounter });
  return buildView(items, { analyser, archives, pin });
}
