import type { Processor } from "@mastra/core/processors";
import type { Entry } from "../neutral.ts";
import { fromAiSdk, toAiSdk } from "./ai-sdk.ts";

/** The prompt that Mastra hands to a processor right before a model call. */
export type MastraPrompt = Parameters<NonNullable<Processor["processLLMRequest"]>>[0]["prompt"];

/** The AI SDK's provider interface: its model messages, with every text in a part of its own. */
export function toMastra(session: readonly Entry[]): MastraPrompt {
  return toAiSdk(session).map((message) =>
    message.role === "user" && typeof message.content === "string"
      ? { ...message, content: [{ type: "text", text: message.content }] }
      : message,
  ) as MastraPrompt;
}

export function fromMastra(prompt: MastraPrompt): readonly Entry[] {
  return fromAiSdk(prompt as Parameters<typeof fromAiSdk>[0]);
}
