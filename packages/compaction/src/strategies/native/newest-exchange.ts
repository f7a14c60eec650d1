import type { ConversationView } from "../../conversation/conversation-view.ts";

/**
 * Where the newest user message and what followed it begin, so that they can stay as they are: at the last cut before
 * that message; `end` where they have more tokens than allowed, or no part of the conversation would come before them.
 */
export function newestExchange<Item>(view: ConversationView<Item>, end: number, maximumTokens: number): number {
  const newestUser = view.facts.findLastIndex((facts) => facts.role === "user");
  const start = view.cutPoints.findLast((cut) => cut <= Math.min(newestUser, end)) ?? 0;
  const tokens = view.tokens.slice(start).reduce((total, count) => total + count, 0);
  return newestUser > 0 && tokens <= maximumTokens ? start : end;
}
