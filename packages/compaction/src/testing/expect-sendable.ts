import { expect } from "vitest";
import { openAiSdkCalls } from "./sendable/ai-sdk-calls.ts";
import { openAnthropicCalls } from "./sendable/anthropic-calls.ts";
import { openChatCalls } from "./sendable/chat-calls.ts";
import type { Fields } from "./sendable/fields.ts";
import { openResponsesCalls } from "./sendable/responses-calls.ts";

const openCalls: Readonly<Record<string, (items: readonly Fields[]) => readonly string[]>> = {
  "openai-responses": openResponsesCalls,
  "openai-chat": openChatCalls,
  anthropic: openAnthropicCalls,
  "ai-sdk": openAiSdkCalls,
};

/**
 * Fails unless a provider would take the conversation. Written against the wire formats alone, so that it shares no
 * mistake with the code that it checks.
 *
 * @param openIds - calls that may be without a result.
 */
export function expectSendable(format: string, items: readonly object[], openIds: readonly string[] = []): void {
  const open = openCalls[format]?.(items as readonly Fields[]);
  expect(
    open?.filter((id) => !openIds.includes(id)),
    `open calls of ${format}`,
  ).toEqual([]);
}
