import type { ConversationItem } from "@massgen/core";

/**
 * What a response added, without reasoning that led to nothing, as a response that ran out of tokens leaves it: no
 * provider takes it back.
 */
export function sendableOutput(items: readonly ConversationItem[]): readonly ConversationItem[] {
  return items.filter(({ type }, index) => {
    if (type !== "reasoning") return true;
    const next = items.slice(index + 1).find((item) => item.type !== "reasoning");
    return next !== undefined && next.type !== "compaction";
  });
}
