import type { Archive, ArchiveEntry } from "@massgen/core";

/** An archive in memory. */
export function createMemoryArchive(): Archive {
  const entries = new Map<string, ArchiveEntry>();
  return {
    put: async (added) => void added.forEach((entry) => void entries.set(entry.id, entry)),
    get: async (id) => entries.get(id),
    search: async () => [],
  };
}
