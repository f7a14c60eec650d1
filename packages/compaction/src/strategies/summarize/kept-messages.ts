import type { ConversationView } from "../../conversation/conversation-view.ts";
import { isSummary } from "../../conversation/summary-tag.ts";
import { readableText } from "./transcript/readable-text.ts";
import { indented } from "./transcript/render-item.ts";
import { spokenText } from "./transcript/spoken-text.ts";

/** Characters of each message that the summariser gets to see. */
const shown = 2_000;

/** The first and the last user message, which stay in the conversation: what a summary is to be about. */
export function keptMessages<Item>({ facts, pinned }: ConversationView<Item>): string {
  const first = facts.findIndex((fact) => fact.role === "user" && !isSummary(fact));
  const last = facts.findLastIndex((fact) => fact.role === "user");
  return [...new Set([first, last])]
    .flatMap((index) => {
      const fact = facts[index];
      if (fact === undefined || !pinned.has(index)) return [];
      const which = first === last ? "user" : index === first ? "user, first message" : "user, last message";
      return [`${which}: ${indented(readableText(spokenText(fact), shown))}`];
    })
    .join("\n");
}
