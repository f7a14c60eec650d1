import { isRecord } from "@massgen/core/provider";

/** What a compaction worked on, and what came of it. */
export interface CompactedItems {
  readonly before: readonly unknown[];
  /** The items that were written; the same as `before` where none were. */
  readonly after: readonly unknown[];
}

/**
 * What to know of a report's numbers: the size of a provider's compaction item is known only while it is made. The item
 * has no field for it that a provider would take back, so whoever reads it from a file has its length alone.
 */
export function compactionNotes({ before, after }: CompactedItems): readonly string[] {
  const read = new Set(before.filter(isOpaque));
  const notes: string[] = [];
  if (read.size > 0)
    notes.push(
      "a compaction item was read: its size is estimated by its length, and may be far from what the provider counts",
    );
  if (after.some((item) => isOpaque(item) && !read.has(item)))
    notes.push("a compaction item was made: its size is the provider's count, which the file cannot hold");
  return notes;
}

function isOpaque(item: unknown): boolean {
  return (
    isRecord(item) &&
    (item.type === "compaction" || item.type === "compaction_summary") &&
    typeof item.encrypted_content === "string"
  );
}
