import { repairConversation } from "@massgen/compaction";
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
export async function repairWindow({ conversation }: TurnContext): Promise<void> {
  const { items, record } = repairConversation(conversation.window(), { format: "openai-responses" });
  if (record !== undefined) await conversation.swap(items, record);
}
