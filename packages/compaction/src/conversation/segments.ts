import type { ConversationView } from "./conversation-view.ts";

/** Items between two neighbouring cut points: they stay or go together. */
export interface Segment {
  /** Index of the first item. */
  readonly start: number;
  /** Index after the last item. */
  readonly end: number;
  readonly tokens: number;
  /** Whether any of its items is pinned. */
  readonly pinned: boolean;
}

export function segmentsOf<Item>(view: ConversationView<Item>): readonly Segment[] {
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

/** Indexes of the items of segments, in order. */
export function indexesOf(segments: readonly Segment[]): readonly number[] {
  return segments.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, offset) => start + offset));
}
