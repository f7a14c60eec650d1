import { demandFinder } from "./is-demanded.ts";
import { mentionFinder } from "./is-mentioned.ts";
import type { Mention } from "./mention.ts";
import { renderMentions } from "./mention-text.ts";

/** Ranked mentions that are looked at: below these, none matters enough to be added. */
const mostConsidered = 2_000;

/** Tokens below which no mention fits. */
const smallestMention = 3;

/**
 * Mentions that a text lost, the most important ones, as many as fit.
 *
 * @param ranked - the most important first.
 */
export function chooseLost(
  ranked: readonly Mention[],
  text: string,
  maximumTokens: number,
  countText: (text: string) => number,
): readonly Mention[] {
  const isSaid = [mentionFinder(text)];
  const isDemanded = demandFinder(text);
  const chosen: Mention[] = [];
  let left = maximumTokens - countText(renderMentions([emptyName(true), emptyName(false)]));
  for (const mention of ranked.slice(0, mostConsidered)) {
    if (left < smallestMention) break;
    if (isSaid.some((saysAlready) => saysAlready(mention.text))) continue;
    if (mention.kind === "constraint" && isDemanded(mention.text)) continue;
    const tokens = countText(mention.kind === "name" ? `\`${mention.text}\`, ` : `\n${renderMentions([mention])}`);
    if (tokens > left) continue;
    left -= tokens;
    chosen.push(mention);
    isSaid.push(mentionFinder(mention.text));
  }
  return chosen;
}

/** Names share a line, so that its beginning is paid for once. */
function emptyName(fromUser: boolean): Mention {
  return { kind: "name", text: "", fromUser };
}
