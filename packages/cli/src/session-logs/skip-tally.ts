import type { SkippedRecords } from "./session-log.ts";

/** Different reasons that are told apart; hostile input could invent one a line. */
const mostReasons = 40;
/** Longest reason in UTF-16 units. */
const longestReason = 100;

/** Why something is passed over, in words that go on from a number: from 1, and from any other. */
export type SkipReason = readonly [one: string, many: string];

/** Counts what is passed over, by reason. */
export interface SkipTally {
  add(reason: SkipReason, count?: number): void;
  /** Most frequent first. */
  records(): readonly SkippedRecords[];
}

const furtherKinds: SkipReason = ["record of a further kind", "records of further kinds"];

export function createSkipTally(): SkipTally {
  const counts = new Map<string, { readonly one: string; readonly count: number }>();
  return {
    add(reason, count = 1) {
      if (count <= 0) return;
      const isTold = counts.has(reason[1].slice(0, longestReason)) || counts.size < mostReasons;
      const [one, many] = isTold ? reason : furtherKinds;
      const key = many.slice(0, longestReason);
      counts.set(key, { one: one.slice(0, longestReason), count: (counts.get(key)?.count ?? 0) + count });
    },
    records: () =>
      [...counts]
        .map(([many, { one, count }]) => ({ reason: count === 1 ? one : many, count }))
        .toSorted((left, right) => right.count - left.count),
  };
}

/** Things of one type that no reader knows. */
export function ofType(thing: "record" | "item", type: unknown): SkipReason {
  const name = nameIn(type);
  return [`${thing} of type ${name}`, `${thing}s of type ${name}`];
}

/** A name out of a file, as part of a reason: short, and nothing that a terminal would obey. */
function nameIn(value: unknown): string {
  return typeof value === "string" && /^[\w.:/-]{1,40}$/.test(value) ? value : "without a name";
}
