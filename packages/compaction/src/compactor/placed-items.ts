import { type Archive, type ArchiveEntry, MassGenError, type RunLogRange } from "@massgen/core";
import { archiveEntryOf } from "../archive-entry.ts";
import type { Analyser } from "../conversation/analyser.ts";
import { contentKey } from "../conversation/content-key.ts";
import type { Accepted } from "../outcome.ts";
import { rangesOf } from "../ranges.ts";

/** What an opaque item stands for: an archive entry, and where its items were in the conversation before. */
export interface PlacedItem {
  readonly entry: string;
  readonly covers: readonly RunLogRange[];
}

/** Remembers what opaque items stand for, so that it can be put back where nobody can read them. */
export interface PlacedItems<Item> {
  has(item: Item): boolean;
  /**
   * Notes the opaque items that a compaction put in, and answers with archive entries for what they stand for, where the
   * archive has none yet.
   */
  note(before: readonly Item[], accepted: Accepted<Item>, analyser: Analyser<Item>): readonly ArchiveEntry[];
  /** The conversation with what its opaque items stand for in their place. @throws MassGenError `lost-originals` */
  restore(items: readonly Item[], analyser: Analyser<Item>, archive: Archive): Promise<readonly Item[]>;
  state(): Readonly<Record<string, PlacedItem>>;
}

export function createPlacedItems<Item>(saved: Readonly<Record<string, PlacedItem>> = {}): PlacedItems<Item> {
  const placed = new Map(Object.entries(saved));

  async function restoreNewest(
    items: readonly Item[],
    analyser: Analyser<Item>,
    archive: Archive,
  ): Promise<readonly Item[] | undefined> {
    const opaque = items.findLastIndex((item) => analyser.facts(item).standsForPrefix);
    if (opaque < 0) return undefined;
    const key = contentKey(items[opaque]);
    const known = placed.get(key);
    const entry = known && (await archive.get(known.entry));
    if (known === undefined || entry === undefined) throw lostOriginals();
    const originals = entry.items as readonly Item[];
    // What stands before an opaque item came from its provider together with it.
    const rest = items.slice(opaque + 1);
    return interleave(originals, known.covers, rest).filter((item) => contentKey(item) !== key);
  }

  return {
    has: (item) => placed.has(contentKey(item)),
    note(before, { draft, archived }, analyser) {
      return draft.items.flatMap(({ item, covers, origin }) => {
        if (origin !== null || covers.length === 0 || !analyser.facts(item).standsForPrefix) return [];
        const positions = [...covers].sort((left, right) => left - right);
        const covered = positions.map((position) => before[position] as Item);
        const entry = archiveEntryOf(covered, analyser);
        placed.set(contentKey(item), { entry: entry.id, covers: rangesOf(positions) });
        return archived.includes(entry.id) ? [] : [entry];
      });
    },
    async restore(items, analyser, archive) {
      let restored = items;
      for (;;) {
        const next = await restoreNewest(restored, analyser, archive);
        if (next === undefined) return restored;
        restored = next;
      }
    },
    state: () => Object.fromEntries(placed),
  };
}

/** Puts items back to their positions; the others fill the places between, and the end. */
function interleave<Item>(
  originals: readonly Item[],
  covers: readonly RunLogRange[],
  rest: readonly Item[],
): readonly Item[] {
  const result: Item[] = [];
  let taken = 0;
  let kept = 0;
  for (const [start, end] of covers) {
    while (result.length < start && kept < rest.length) result.push(rest[kept++] as Item);
    result.push(...originals.slice(taken, taken + end - start));
    taken += end - start;
  }
  return [...result, ...rest.slice(kept)];
}

function lostOriginals(): MassGenError {
  return new MassGenError("What an opaque item stands for is not in the archive.", {
    code: "lost-originals",
    remedy: "Rebuild the conversation from its log, or go on with the provider and model that made the item.",
  });
}
