import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

const longestHistory = 200;

/** What was said in a conversation so far, newest first, for the arrow keys; texts of more than one line are left out. */
export function historyOf(items: readonly ConversationItem[]): readonly string[] {
  const said = items.filter((item) => item.role === "user").flatMap((item) => textsOf(item.content));
  return said
    .filter((text) => text !== "" && !/\p{Cc}/u.test(text))
    .slice(-longestHistory)
    .toReversed();
}

function textsOf(content: unknown): readonly string[] {
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part: unknown) => (isRecord(part) && typeof part.text === "string" ? [part.text] : []));
}
