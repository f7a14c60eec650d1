import type { ConversationItem } from "@massgen/core";
import type { AiSdkMessage } from "../adapters/ai-sdk.ts";
import type { AnthropicMessage } from "../adapters/anthropic.ts";
import type { ChatMessage } from "../adapters/openai-chat.ts";
import type { Step } from "./history.ts";
import { aiSdkStep } from "./render/ai-sdk-step.ts";
import { anthropicStep } from "./render/anthropic-step.ts";
import { chatStep } from "./render/chat-step.ts";
import { responsesStep } from "./render/responses-step.ts";

/** The conversation as Responses items; each call has an item of its own. */
export function asResponses(history: readonly Step[]): readonly ConversationItem[] {
  return history.flatMap(responsesStep);
}

/** The conversation as Chat messages; one message holds all calls of a response, and reasoning has no place. */
export function asChat(history: readonly Step[]): readonly ChatMessage[] {
  return history.flatMap(chatStep);
}

/**
 * The conversation as Anthropic messages, whose API wants a user to begin. The user also says something between two
 * messages of the assistant, which the API would join: a turn with thinking has to begin with it.
 */
export function asAnthropic(history: readonly Step[]): readonly AnthropicMessage[] {
  const goOn = { role: "user", content: "Go on." };
  let before = "assistant";
  return history.flatMap(anthropicStep).flatMap((message, index) => {
    const mayFollow = index === 0 ? message.role === "user" : before !== "assistant" || message.role !== "assistant";
    before = message.role;
    return mayFollow ? [message] : [goOn, message];
  });
}

/** The conversation as model messages of the AI SDK. */
export function asAiSdk(history: readonly Step[]): readonly AiSdkMessage[] {
  return history.flatMap(aiSdkStep);
}
