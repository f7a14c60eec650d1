import type { RunLogCompaction, RunLogInsertion, RunLogRange } from "@massgen/core";
import type { Accepted } from "./outcome.ts";
import type { CompactionReport } from "./report.ts";

/** The entry for a run log that tells how the window after a compaction came from the window before it. */
export function logRecordOf<Item>(
  { draft, repaired, archived }: Accepted<Item>,
  { itemsBefore, itemsAfter, strategy, reason, tokensBefore, tokensAfter }: CompactionReport,
): RunLogCompaction<Item> {
  const inserted: RunLogInsertion<Item>[] = [];
  let before = itemsBefore;
  for (const { item, origin, covers, reason: change } of [...draft.items].reverse()) {
    if (origin !== null) before = origin;
    if (change === null) continue;
    inserted.push({ before, item, covers: rangesOf(origin === null ? covers : [origin, ...covers]) });
  }
  return {
    type: "compaction",
    itemsBefore,
    itemsAfter,
    inserted: inserted.reverse(),
    repaired: rangesOf(repaired),
    archived,
    report: { strategy, reason, tokensBefore, tokensAfter },
  };
}

/** The fewest ranges that hold the given positions and no other. */
function rangesOf(positions: readonly number[]): readonly RunLogRange[] {
  const ranges: [number, number][] = [];
  for (const position of [...positions].sort((left, right) => left - right)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === position) last[1] = position + 1;
    else ranges.push([position, position + 1]);
  }
  return ranges;
}
