import { type ChatMessage, openaiChat } from "../../../adapters/openai-chat.ts";
import { isSummary } from "../../../conversation/summary-tag.ts";

/** The summary in a Chat conversation, as text. @throws where there is not exactly one. */
export function summaryOf(items: readonly ChatMessage[]): string {
  const summaries = items.filter((item) => isSummary(openaiChat.describe(item)));
  if (summaries.length !== 1) throw new Error(`There are ${summaries.length} summaries.`);
  return String(summaries[0]?.content);
}
