import { type ArchiveHit, excerptOf, MassGenError } from "@massgen/core";
import type { FileAccess } from "../files/file-access.ts";
import { createQueue } from "../files/queue.ts";
import { listNames } from "../retention/list-files.ts";
import { idOf, readEntry } from "./entry-file.ts";
import { createSearchIndex, type FoundItem } from "./search-index.ts";

/** Searches the entries of a directory, whoever wrote them. */
export type ArchiveSearch = (query: string, limit: number) => Promise<readonly ArchiveHit[]>;

/** The index is made at the first search; each later one adds what is new and drops what is gone. */
export function createArchiveSearch(directory: string, files: FileAccess): ArchiveSearch {
  const index = createSearchIndex();
  const enqueue = createQueue();

  async function refresh(): Promise<void> {
    const ids = (await listNames(directory, files)).flatMap((name) => idOf(name) ?? []).toSorted();
    index.retain(new Set(ids));
    for (const id of ids) {
      if (index.has(id)) continue;
      const entry = await readIfWhole(id);
      if (entry !== undefined) index.add(entry);
    }
  }

  /** A damaged entry must not keep the others from being found; `get` tells of it. */
  async function readIfWhole(id: string) {
    try {
      return await readEntry(directory, id, files);
    } catch (error) {
      if (MassGenError.isInstance(error)) return undefined;
      throw error;
    }
  }

  async function hitOf({ id, item, terms }: FoundItem): Promise<ArchiveHit> {
    const text = (await readIfWhole(id))?.texts[item] ?? "";
    return { id, item, excerpt: excerptOf(text.normalize("NFC"), terms) };
  }

  return (query, limit) =>
    enqueue(async () => {
      await refresh();
      return Promise.all(index.search(query, limit).map(hitOf));
    });
}
