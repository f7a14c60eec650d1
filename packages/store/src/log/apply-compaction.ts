import type { RunLogCompaction, RunLogRange } from "@massgen/core";
import { originalsOf, type Slot } from "./slot.ts";

/** What keeps a compaction from being applied to a window, in words; `undefined` where nothing does. */
export function problemWithCompaction<Item>(
  { itemsBefore, itemsAfter, inserted, repaired }: RunLogCompaction<Item>,
  window: readonly Slot<Item>[],
): string | undefined {
  if (itemsBefore !== window.length) {
    return `was made from a window of ${itemsBefore} items, where this one has ${window.length}`;
  }
  const ranges = [...inserted.flatMap(({ covers }) => covers), ...repaired].toSorted((one, other) => one[0] - other[0]);
  let next = 0;
  let taken = 0;
  for (const [start, end] of ranges) {
    if (start < next) return `replaces position ${start} of the window twice`;
    if (end > window.length) return `replaces position ${end - 1}, which the window does not have`;
    next = end;
    taken += end - start;
  }
  const wrongPlace = inserted.findIndex(
    ({ before }, index) => before > window.length || before < (inserted[index - 1]?.before ?? 0),
  );
  if (wrongPlace >= 0) return `has its insertion ${wrongPlace} out of order`;
  const length = window.length - taken + inserted.length;
  if (itemsAfter !== length) return `says that ${itemsAfter} items are left, where ${length} are`;
  if (positionsOf(repaired).some((position) => (window[position]?.covers.length ?? 0) > 0)) {
    return "takes out an item that stands for others, with nothing in its place";
  }
  return undefined;
}

/** The window after a compaction that has no problem, and the original items that its repairs took out. */
export function applyCompaction<Item>(
  { inserted, repaired }: RunLogCompaction<Item>,
  window: readonly Slot<Item>[],
): { readonly window: readonly Slot<Item>[]; readonly repaired: readonly number[] } {
  const originals = (ranges: readonly RunLogRange[]) =>
    positionsOf(ranges).flatMap((position) => {
      const slot = window[position];
      return slot === undefined ? [] : originalsOf(slot);
    });
  const taken = new Set(positionsOf([...inserted.flatMap(({ covers }) => covers), ...repaired]));
  const arriving = new Map<number, Slot<Item>[]>();
  for (const { before, item, covers } of inserted) {
    const slot = { item, origin: null, covers: originals(covers) };
    const waiting = arriving.get(before);
    if (waiting === undefined) arriving.set(before, [slot]);
    else waiting.push(slot);
  }
  const result = window.flatMap((slot, position) => [
    ...(arriving.get(position) ?? []),
    ...(taken.has(position) ? [] : [slot]),
  ]);
  result.push(...(arriving.get(window.length) ?? []));
  return { window: result, repaired: originals(repaired) };
}

function positionsOf(ranges: readonly RunLogRange[]): readonly number[] {
  return ranges.flatMap(([start, end]) => Array.from({ length: end - start }, (_, offset) => start + offset));
}
