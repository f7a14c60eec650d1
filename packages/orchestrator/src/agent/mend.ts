import { repairConversation } from "@massgen/compaction";
import type { ConversationItem } from "@massgen/core";
import { answersTo } from "./open-calls.ts";
import type { TurnContext } from "./turn-context.ts";

const interrupted = "Interrupted before it finished; what it has done until then is not known.";

/** Makes the conversation sendable, whatever a crash or another program has left. */
export async function mend(context: TurnContext): Promise<void> {
  const { conversation } = context;
  const window = conversation.window();
  const newest = window.slice(window.findLastIndex(({ role }) => role !== undefined && role !== "assistant") + 1);
  await conversation.append(answersTo(newest, interrupted));
  await repairWindow(context);
}

/** Mends what is wrong in the middle of the window, where nothing can be appended. */
export async function repairWindow(context: TurnContext): Promise<void> {
  const { conversation, sendable } = context;
  const window = conversation.window();
  // Between turns no call is open, so that what was found sendable then stays so, and only what is new is looked at.
  const known = beginsWith(window, sendable.window) ? sendable.window.length : 0;
  if (known === 0 || repairConversation(window.slice(known), { format: "openai-responses" }).record !== undefined) {
    const { items, record } = repairConversation(window, { format: "openai-responses" });
    if (record !== undefined) await conversation.swap(items, record);
  }
  sendable.window = conversation.window();
}

function beginsWith(window: readonly ConversationItem[], beginning: readonly ConversationItem[]): boolean {
  const { length } = beginning;
  return length <= window.length && window[0] === beginning[0] && window[length - 1] === beginning[length - 1];
}
