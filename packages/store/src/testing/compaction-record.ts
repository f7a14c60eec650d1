import type { RunLogCompaction, RunLogInsertion, RunLogRange } from "@massgen/core";

/** A compaction that puts one item in place of a range of the window. */
export function replaceRange(
  itemsBefore: number,
  [start, end]: RunLogRange,
  item: unknown,
  archived: readonly string[] = [],
): RunLogCompaction {
  const itemsAfter = itemsBefore - (end - start) + 1;
  return compactionRecord({
    itemsBefore,
    itemsAfter,
    inserted: [{ before: start, item, covers: [[start, end]] }],
    archived,
  });
}

export function compactionRecord(
  parts: Partial<RunLogCompaction> & { readonly inserted?: readonly RunLogInsertion[] },
): RunLogCompaction {
  return {
    type: "compaction",
    itemsBefore: 0,
    itemsAfter: 0,
    inserted: [],
    repaired: [],
    archived: [],
    report: { strategy: "window", reason: "90 tokens, within the target of 100", tokensBefore: 400, tokensAfter: 90 },
    ...parts,
  };
}

/** Messages that can be told apart. */
export function messages(first: number, end: number): readonly { readonly role: string; readonly content: string }[] {
  return Array.from({ length: end - first }, (_, offset) => ({
    role: "user",
    content: `message ${first + offset} é😀`,
  }));
}
