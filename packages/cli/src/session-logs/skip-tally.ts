import type { SkippedRecords } from "./session-log.ts";

/** Different reasons that are told apart; hostile input could invent one a line. */
const mostReasons = 40;
/** Longest reason in UTF-16 units. */
const longestReason = 100;

/** Counts what is passed over, by reason. */
export interface SkipTally {
  add(reason: string, count?: number): void;
  /** Most frequent first. */
  records(): readonly SkippedRecords[];
}

export function createSkipTally(): SkipTally {
  const counts = new Map<string, number>();
  return {
    add(reason, count = 1) {
      if (count <= 0) return;
      const short = reason.slice(0, longestReason);
      const key = counts.has(short) || counts.size < mostReasons ? short : "records of further kinds";
      counts.set(key, (counts.get(key) ?? 0) + count);
    },
    records: () =>
      [...counts].map(([reason, count]) => ({ reason, count })).toSorted((left, right) => right.count - left.count),
  };
}

/** A name out of a file, as part of a reason: short, and nothing that a terminal would obey. */
export function nameIn(value: unknown): string {
  return typeof value === "string" && /^[\w.:/-]{1,40}$/.test(value) ? value : "without a name";
}
