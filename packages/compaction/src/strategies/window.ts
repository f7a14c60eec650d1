import type { ConversationView } from "../conversation/conversation-view.ts";
import { itemsRemovedBy, removedNote } from "../conversation/notes.ts";
import type { Edit, Strategy } from "./strategy.ts";

/**
 * Keeps what is pinned and the newest part of the conversation that fits, and puts a one-line note in place of the rest.
 * Deterministic and offline; its newest step always stays.
 */
export function window<Item>(): Strategy<Item> {
  return {
    name: "window",
    propose(view, { target }) {
      const segments = segmentsOf(view);
      const kept = newestThatFit(view, segments, target);
      if (kept === undefined) {
        return {
          kind: "nothing",
          reason: `pinned items and the newest step alone need ${smallestTotal(view, segments)} tokens`,
        };
      }
      const removed = segments.slice(0, kept).filter((segment) => !segment.pinned);
      if (removed.length === 0) return { kind: "nothing", reason: "nothing that may be removed is left" };
      return { kind: "edits", edits: removalEdits(view, removed) };
    },
  };
}

/** Items between two neighbouring cut points: they stay or go together. */
interface Segment {
  readonly start: number;
  readonly end: number;
  readonly tokens: number;
  readonly pinned: boolean;
}

function segmentsOf<Item>(view: ConversationView<Item>): readonly Segment[] {
  return view.cutPoints.slice(0, -1).map((start, position) => {
    const end = view.cutPoints[position + 1] ?? view.items.length;
    let tokens = 0;
    let pinned = false;
    for (let index = start; index < end; index += 1) {
      tokens += view.tokens[index] ?? 0;
      pinned ||= view.pinned.has(index);
    }
    return { start, end, tokens, pinned };
  });
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
  const note = view.adapter.message("assistant", removedNote(itemsBehind(view, 0, view.items.length)));
  return segments.reduce(
    (total, segment, position) => total + (segment.pinned || position === newest ? segment.tokens : 0),
    view.countItem(note),
  );
}

function removalEdits<Item>(view: ConversationView<Item>, removed: readonly Segment[]): readonly Edit<Item>[] {
  const edits: Edit<Item>[] = [];
  let count = 0;
  for (const { start, end } of removed) {
    count += itemsBehind(view, start, end);
    for (let index = start; index < end; index += 1) {
      edits.push({ kind: "remove", index, reason: "older than the part of the conversation that fits" });
    }
  }
  const item = view.adapter.message("assistant", removedNote(count));
  return [
    { kind: "insert", before: removed[0]?.start ?? 0, item, reason: "tells the model that items are missing" },
    ...edits,
  ];
}

/** Items that a range stands for: a note of an earlier compaction stands for those that it replaced. */
function itemsBehind<Item>(view: ConversationView<Item>, start: number, end: number): number {
  let count = 0;
  for (let index = start; index < end; index += 1) {
    const facts = view.facts[index];
    count += (facts === undefined ? 0 : itemsRemovedBy(facts)) || 1;
  }
  return count;
}
