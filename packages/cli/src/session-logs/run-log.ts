import type { Format } from "@massgen/compaction";
import type { ReadLinesOptions } from "./read-lines.ts";
import { readRecords } from "./read-records.ts";
import type { RawSession } from "./session-log.ts";
import { ofType, type SkipTally } from "./skip-tally.ts";

/**
 * Reads a run log of `@massgen/store`, which has the full conversation beside its compactions. Unlike the store it reads
 * on after a damaged line, and in a log of a later version: nothing is written here, so a gap does no harm.
 */
export async function readRunLogItems(
  path: string,
  tally: SkipTally,
  options: ReadLinesOptions = {},
): Promise<RawSession> {
  const items: unknown[] = [];
  let compactions = 0;
  let format: Format | undefined;
  for await (const { fields } of readRecords(path, tally, options)) {
    if (fields.type === "session") {
      format = fields.format as Format;
    } else if (fields.type === "items" && Array.isArray(fields.items)) {
      for (const item of fields.items) items.push(item);
    } else if (fields.type === "compaction") {
      compactions += 1;
    } else if (fields.type === "rewind" && Number.isSafeInteger(fields.items) && Number(fields.items) >= 0) {
      const length = Math.min(items.length, Number(fields.items));
      tally.add(["item that was taken back", "items that were taken back"], items.length - length);
      items.length = length;
    } else {
      tally.add(ofType("record", fields.type));
    }
  }
  return { source: "massgen-log", format, items, calls: [], compactions };
}
