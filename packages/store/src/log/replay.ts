import type { RunLogCoverage, RunLogRecord } from "@massgen/core";
import { applyCompaction, problemWithCompaction } from "./apply-compaction.ts";
import type { Slot } from "./slot.ts";

/** What the records so far amount to. */
export interface Replay<Item> {
  /** What keeps a record from coming next, in words that follow its name; `undefined` where nothing does. */
  problemWith(record: RunLogRecord<Item>): string | undefined;
  /** Adds a record that has no problem. */
  apply(record: RunLogRecord<Item>): void;
  conversation(): readonly Item[];
  window(): readonly Item[];
  coverage(): RunLogCoverage;
}

/** From one compaction to the next, a window only grows at its end. */
interface Segment<Item> {
  /** Length of the full conversation when it began. */
  readonly start: number;
  /** The window when it began. */
  readonly window: readonly Slot<Item>[];
  /** Original items that repairs have taken out by then. */
  readonly repaired: readonly number[];
}

/** Keeps each segment's beginning, so that going back, however far, needs no second reading. */
export function createReplay<Item>(): Replay<Item> {
  let items: readonly Item[] = [];
  let appended: Item[] = [];
  let segments: readonly Segment<Item>[] = [{ start: 0, window: [], repaired: [] }];
  let window: readonly Slot<Item>[] | undefined;

  const current = (): Segment<Item> => segments.at(-1) ?? { start: 0, window: [], repaired: [] };
  const conversation = () => {
    if (appended.length > 0) {
      items = [...items, ...appended];
      appended = [];
    }
    return items;
  };
  const slots = () => {
    const { start, window: first } = current();
    window ??= [
      ...first,
      ...conversation()
        .slice(start)
        .map((item, offset) => ({ item, origin: start + offset, covers: [] })),
    ];
    return window;
  };

  return {
    problemWith(record) {
      if (record.type === "compaction") return problemWithCompaction(record, slots());
      const length = items.length + appended.length;
      if (record.type === "rewind" && record.items > length) {
        return `goes back to ${record.items} items, where the conversation has ${length}`;
      }
      return undefined;
    },
    apply(record) {
      if (record.type === "items") {
        for (const item of record.items) appended.push(item);
      } else if (record.type === "compaction") {
        const result = applyCompaction(record, slots());
        const repaired = [...current().repaired, ...result.repaired];
        segments = [...segments, { start: conversation().length, window: result.window, repaired }];
      } else {
        items = conversation().slice(0, record.items);
        segments = segments.filter(({ start }) => start <= record.items);
      }
      window = undefined;
    },
    conversation,
    window: () => slots().map(({ item }) => item),
    coverage: () => ({
      items: conversation().length,
      window: slots().map(({ origin, covers }) => ({ origin, covers })),
      repaired: current().repaired,
    }),
  };
}
