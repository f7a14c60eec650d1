import type { ConversationItem } from "@massgen/core";

const longestRepeated = 2_000;

/**
 * What follows an answer that could not be used: the answer, cut where it is long, and what is wrong with it. It is sent
 * with the next request only and never becomes part of the history.
 */
export function correction(answer: string, problem: string): readonly ConversationItem[] {
  const repeated = answer.length <= longestRepeated ? answer : `${answer.slice(0, longestRepeated).toWellFormed()} ...`;
  const items: readonly ConversationItem[] = [
    {
      role: "user",
      content: `ERROR: Nothing was done. ${problem} Answer again, with exactly one call of the tool between <tool_call> and </tool_call>.`,
    },
  ];
  return answer.trim() === "" ? items : [{ role: "assistant", content: repeated }, ...items];
}
