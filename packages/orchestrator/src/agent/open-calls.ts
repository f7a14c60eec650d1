import { openaiResponses } from "@massgen/compaction";
import type { ConversationItem, FunctionCallItem } from "@massgen/core";

export function isFunctionCall(item: ConversationItem): item is FunctionCallItem {
  return item.type === "function_call";
}

/** Answers to the calls among items that have none, each with the same text; a call that takes no text gets none. */
export function answersTo(items: readonly ConversationItem[], text: string): readonly ConversationItem[] {
  const described = items.map((item) => ({ item, ...openaiResponses.describe(item) }));
  const answered = new Set(described.flatMap(({ results }) => results.map(({ callId }) => callId)));
  return described.flatMap(({ item, calls }) =>
    calls
      .filter(({ id, answerOptional }) => !answered.has(id) && answerOptional !== true)
      .flatMap((call) => openaiResponses.answerCall(item, call, text) ?? []),
  );
}
