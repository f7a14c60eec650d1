import type { ConversationView } from "../../conversation/conversation-view.ts";
import { indexesOf, type Segment, segmentsOf } from "../../conversation/segments.ts";
import { isSummary } from "../../conversation/summary-tag.ts";
import { nothingToDo } from "./no-summary-error.ts";
import type { SummarizeSettings } from "./summarize-options.ts";

/** What a summary is to stand for, and how large it may become. */
export interface SummaryPlan {
  /** Whole segments, the oldest first, none of them pinned. */
  readonly segments: readonly Segment[];
  /** Indexes of their items. */
  readonly covered: readonly number[];
  readonly coveredTokens: number;
  /** Tokens that the summary's message may have. */
  readonly maximumTokens: number;
}

/** Tokens below which a summary has no room for more than its own frame. */
const smallestSummary = 160;

/** @throws NoSummaryError where there is nothing to summarise, or no room for a summary. */
export function planSummary<Item>(
  view: ConversationView<Item>,
  target: number,
  { keptTokens, summaryTokens }: Pick<SummarizeSettings, "keptTokens" | "summaryTokens">,
): SummaryPlan {
  const all = segmentsOf(view);
  const pinned = tokensIn(all.filter((segment) => segment.pinned));
  const newest = tokensIn(all.slice(-1).filter((segment) => !segment.pinned));
  const room = target - pinned - newest;
  if (room < smallestSummary) {
    throw nothingToDo(
      `pinned items and the newest step alone need ${pinned + newest} tokens, which leaves no room for a summary`,
    );
  }
  const allowed = Math.min(summaryTokens(target), room);
  if (allowed < smallestSummary) {
    throw nothingToDo(`a summary may have only ${allowed} tokens here, and ${smallestSummary} is the least`);
  }
  const kept = startOfKept(all, Math.min(keptTokens(target), target - pinned - allowed));
  const segments = all.slice(0, kept).filter((segment) => !segment.pinned);
  const covered = indexesOf(segments);
  if (covered.length === 0) throw nothingToDo("nothing that may be summarised is older than the part that stays");

  const earlier = covered.filter((index) => isSummaryAt(view, index));
  const earlierTokens = earlier.reduce((total, index) => total + (view.tokens[index] ?? 0), 0);
  const coveredTokens = tokensIn(segments);
  const newTokens = coveredTokens - earlierTokens;
  if (newTokens < 2 * smallestSummary) {
    throw nothingToDo(`the ${newTokens} tokens that are old enough are too few to be worth a summary`);
  }
  // An earlier summary may keep its size; what is new must at least halve.
  const maximumTokens = Math.min(allowed, earlierTokens + Math.floor(newTokens / 2));
  return { segments, covered, coveredTokens, maximumTokens };
}

/** Position of the oldest segment that stays: the newest always does, and those before it up to a number of tokens. */
function startOfKept(segments: readonly Segment[], maximumTokens: number): number {
  let kept = segments.length - 1;
  let tokens = 0;
  for (let position = kept; position >= 0; position -= 1) {
    const segment = segments[position];
    if (segment?.pinned === false) tokens += segment.tokens;
    if (tokens > maximumTokens && position < segments.length - 1) break;
    kept = position;
  }
  return kept;
}

function tokensIn(segments: readonly Segment[]): number {
  return segments.reduce((total, segment) => total + segment.tokens, 0);
}

function isSummaryAt<Item>({ facts }: ConversationView<Item>, index: number): boolean {
  const fact = facts[index];
  return fact !== undefined && isSummary(fact);
}
