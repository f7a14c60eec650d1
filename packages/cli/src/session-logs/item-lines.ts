import type { ReadLinesOptions } from "./read-lines.ts";
import { readRecords } from "./read-records.ts";
import type { RawSession } from "./session-log.ts";
import type { SkipTally } from "./skip-tally.ts";

/** Reads JSONL with one item or message a line. */
export async function readItemLines(
  path: string,
  tally: SkipTally,
  options: ReadLinesOptions = {},
): Promise<RawSession> {
  const items: unknown[] = [];
  for await (const { fields } of readRecords(path, tally, options)) items.push(fields);
  return { source: "conversation", items, calls: [], compactions: 0 };
}
