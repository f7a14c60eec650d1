import type { Archive, ItemAdapter } from "@massgen/compaction";
import { textOfItem } from "./text-of-item.ts";

/** How our notes and summaries name archive entries, one or several. */
const recall = /\[massgen: [^\]\n]{0,500}?; recall ([\da-z]+(?:, [\da-z]+)*)\]/g;

/**
 * Originals that an agent can get back: those in archive entries that a note or summary of its window names, and those
 * that notes in these entries name in turn.
 */
export async function restorableItems(
  window: readonly unknown[],
  archive: Archive | undefined,
  adapter: ItemAdapter<unknown>,
): Promise<ReadonlySet<unknown>> {
  const found = new Set<unknown>();
  if (archive === undefined) return found;
  const asked = new Set<string>();
  const waiting = namedIn(window, adapter);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (asked.has(id)) continue;
    asked.add(id);
    const items = (await archive.get(id))?.items ?? [];
    for (const item of items) found.add(item);
    for (const next of namedIn(items, adapter)) waiting.push(next);
  }
  return found;
}

function namedIn(items: readonly unknown[], adapter: ItemAdapter<unknown>): string[] {
  return items.flatMap((item) =>
    [...textOfItem(item, adapter).matchAll(recall)].flatMap(([, ids = ""]) => ids.split(", ")),
  );
}
