import type { ConversationView } from "../conversation/conversation-view.ts";
import { itemsRemovedBy, removedNote } from "../conversation/notes.ts";
import { indexesOf, type Segment, segmentsOf } from "../conversation/segments.ts";
import { isSummary } from "../conversation/summary-tag.ts";
import { standIn } from "./stand-in.ts";
import type { Strategy } from "./strategy.ts";

/**
 * Keeps what is pinned and the newest part of the conversation that fits, and puts a one-line note in place of the rest.
 * Deterministic and offline; its newest step always stays.
 */
export function window<Item>(): Strategy<Item> {
  return {
    name: "window",
    propose(view, { target }) {
      const segments = withSummariesKept(view, segmentsOf(view), target);
      const kept = newestThatFit(view, segments, target);
      if (kept === undefined) {
        const needed = smallestTotal(view, segments);
        return { kind: "nothing", reason: `pinned items and the newest step alone need ${needed} tokens` };
      }
      const removed = indexesOf(segments.slice(0, kept).filter((segment) => !segment.pinned));
      if (removed.length === 0) return { kind: "nothing", reason: "nothing that may be removed is left" };
      const id = view.archiveId(removed.map((index) => view.items[index] as Item));
      const note = removedNote(itemsBehind(view, removed), id);
      return standIn(view, note, removed, "older than the part of the conversation that fits");
    },
  };
}

/** A summary stands for more than any other item of its size, so it stays where there is room for it. */
function withSummariesKept<Item>(
  view: ConversationView<Item>,
  segments: readonly Segment[],
  target: number,
): readonly Segment[] {
  const isSummarySegment = ({ start, end }: Segment) => view.facts.slice(start, end).some(isSummary);
  const kept = segments.map((segment) => ({ ...segment, pinned: segment.pinned || isSummarySegment(segment) }));
  return smallestTotal(view, kept) <= target ? kept : segments;
}

/** Position of the oldest segment of the newest run that fits beside the pinned ones. */
function newestThatFit<Item>(
  view: ConversationView<Item>,
  segments: readonly Segment[],
  target: number,
): number | undefined {
  let total = smallestTotal(view, segments);
  if (total > target) return undefined;
  let kept = segments.length - 1;
  for (let position = kept - 1; position >= 0; position -= 1) {
    const segment = segments[position];
    if (segment === undefined) break;
    if (!segment.pinned) total += segment.tokens;
    if (total > target) break;
    kept = position;
  }
  return kept;
}

/** Tokens of the pinned segments, the newest one and the longest note that could be needed. */
function smallestTotal<Item>(view: ConversationView<Item>, segments: readonly Segment[]): number {
  const newest = segments.length - 1;
  const all = [...view.items.keys()];
  const note = view.adapter.message("assistant", removedNote(itemsBehind(view, all), view.archiveId([])));
  return segments.reduce(
    (total, segment, position) => total + (segment.pinned || position === newest ? segment.tokens : 0),
    view.countItem(note),
  );
}

/** Number of items that some stand for: a note of an earlier compaction stands for those that it replaced. */
function itemsBehind<Item>(view: ConversationView<Item>, indexes: readonly number[]): number {
  return indexes.reduce((count, index) => {
    const facts = view.facts[index];
    return count + ((facts === undefined ? 0 : itemsRemovedBy(facts)) || 1);
  }, 0);
}
