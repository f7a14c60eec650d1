import type { RunLogCompaction, RunLogInsertion } from "@massgen/core";
import type { Accepted } from "./outcome.ts";
import { rangesOf } from "./ranges.ts";
import type { CompactionReport } from "./report.ts";

/** What a log keeps of a report. */
type RecordedReport = Pick<
  CompactionReport,
  "itemsBefore" | "itemsAfter" | "strategy" | "reason" | "tokensBefore" | "tokensAfter"
>;

/** The entry for a run log that tells how the window after a compaction came from the window before it. */
export function logRecordOf<Item>(
  { draft, repaired, archived }: Accepted<Item>,
  { itemsBefore, itemsAfter, strategy, reason, tokensBefore, tokensAfter }: RecordedReport,
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
