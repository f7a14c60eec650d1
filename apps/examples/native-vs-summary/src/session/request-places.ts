import { openaiResponses } from "@massgen/compaction";
import type { ConversationItem } from "@massgen/core";

/**
 * Where the session's agent called its model: each index of an item at which the model begins to speak. What stands
 * before the index is what that request held. Neighbouring items of the model count as one response.
 */
export function requestPlaces(items: readonly ConversationItem[]): readonly number[] {
  const isOfModel = items.map((item) => openaiResponses.describe(item).role === "assistant");
  return isOfModel.flatMap((own, index) => (own && index > 0 && isOfModel[index - 1] !== true ? [index] : []));
}
