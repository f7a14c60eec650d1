import type { ConversationItem } from "@massgen/core";
import { messageTexts } from "../conversations/message-texts.ts";

const longestHistory = 200;

/** What was said in a conversation so far, newest first, for the arrow keys; texts of more than one line are left out. */
export function historyOf(items: readonly ConversationItem[]): readonly string[] {
  const said = items.filter((item) => item.role === "user").flatMap((item) => messageTexts(item.content));
  return said
    .filter((text) => text !== "" && !/\p{Cc}/u.test(text))
    .slice(-longestHistory)
    .toReversed();
}
