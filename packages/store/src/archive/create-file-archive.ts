import { resolve } from "node:path";
import { type Archive, type ArchiveEntry, MassGenError } from "@massgen/core";
import { type FileAccess, nodeFiles } from "../files/file-access.ts";
import { ensureDirectory, syncDirectory } from "../files/private-files.ts";
import { storageError } from "../files/storage-error.ts";
import { checkRetention, type Pruned, type Retention } from "../retention/retention.ts";
import { isArchiveId } from "./archive-id.ts";
import { createArchiveSearch } from "./archive-search.ts";
import { entryPath, readEntry, writeEntry } from "./entry-file.ts";
import { forEach } from "./for-each.ts";
import { removeAll, removeExpired } from "./remove-entries.ts";

/** An archive that keeps each entry in a file of its own. */
export interface FileArchive extends Archive {
  /** Deletes old entries, oldest first; those that were put through this object stay. An entry put again is as new. */
  prune(retention: Retention): Promise<Pruned>;
  /** Deletes every entry. */
  clear(): Promise<void>;
}

export interface FileArchiveOptions {
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Default `node:fs/promises`. */
  readonly files?: FileAccess;
}

/** Hits of a search that names no limit. */
const defaultLimit = 10;

/**
 * An archive in a directory, which is made when it is needed; files have mode 0600. Several processes may share it. An
 * entry is there whole or not at all, whenever the process ends.
 *
 * Its methods reject with MassGenError `invalid-archive-entry`, `archive-damaged`, `disk-full`, `permission-denied` or
 * `storage-failed`; what was there before stays readable.
 */
export function createFileArchive(
  directory: string,
  { now = Date.now, files = nodeFiles }: FileArchiveOptions = {},
): FileArchive {
  const folder = resolve(directory);
  const search = createArchiveSearch(folder, files);
  const inUse = new Set<string>();

  async function keep(entry: ArchiveEntry): Promise<void> {
    inUse.add(entry.id);
    if (await isThere(entry.id)) {
      const time = new Date(now());
      await files.utimes(entryPath(folder, entry.id), time, time);
    } else await writeEntry(folder, entry, files);
  }

  /** A damaged entry counts as absent: it can be written again. */
  async function isThere(id: string): Promise<boolean> {
    try {
      return (await readEntry(folder, id, files)) !== undefined;
    } catch (error) {
      if (MassGenError.isInstance(error)) return false;
      throw error;
    }
  }

  return {
    async put(entries) {
      if (entries.length === 0) return;
      const byId = new Map(entries.toReversed().map((entry) => [entry.id, entry]));
      for (const id of byId.keys()) refuseId(id);
      await guarded("The archive could not be written.", async () => {
        await ensureDirectory(folder, files);
        await forEach([...byId.values()], keep);
        await syncDirectory(folder, files);
      });
    },
    get: async (id) =>
      isArchiveId(id) ? guarded("The archive could not be read.", () => readEntry(folder, id, files)) : undefined,
    search: (query, { limit = defaultLimit } = {}) =>
      guarded("The archive could not be searched.", () => search(query, limit)),
    async prune(retention) {
      checkRetention(retention);
      const settings = { now: now(), inUse: (id: string) => inUse.has(id), files };
      return guarded("The archive could not be pruned.", () => removeExpired(folder, retention, settings));
    },
    async clear() {
      await guarded("The archive could not be cleared.", () => removeAll(folder, files));
      inUse.clear();
    },
  };
}

async function guarded<Result>(problem: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw storageError(problem, error);
  }
}

function refuseId(id: string): void {
  if (isArchiveId(id)) return;
  throw new MassGenError("An archive entry's id must be lower-case letters, digits, - and _, at most 128.", {
    code: "invalid-archive-entry",
    remedy: "Make ids from the items' content, as compaction does.",
  });
}
