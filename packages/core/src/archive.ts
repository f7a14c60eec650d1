/** Items that a compaction took out of a conversation, kept so that they can be read again. */
export interface ArchiveEntry {
  /** Names the entry in the stub that stays in the conversation; made from the items, so equal items share an entry. */
  readonly id: string;
  /** Format of the items, e.g. `openai-responses`. */
  readonly format: string;
  /** The items as they were. */
  readonly items: readonly unknown[];
  /** The items' text, by item, for search and for reading. */
  readonly texts: readonly string[];
  readonly tokens: number;
}

/** One place in an archive that a search found. */
export interface ArchiveHit {
  readonly id: string;
  /** Index of the item in its entry. */
  readonly item: number;
  /** The text around the place. */
  readonly excerpt: string;
}

/**
 * Keeps what compaction removed. Entries are written before the conversation that lacks them is used; an entry whose id
 * is there already is the same entry.
 */
export interface Archive {
  /** Resolves once the entries are as safe as the archive can make them; rejects where any of them is not. */
  put(entries: readonly ArchiveEntry[]): Promise<void>;
  get(id: string): Promise<ArchiveEntry | undefined>;
  /** Places that best match the words of a query, best first. */
  search(query: string, options?: { readonly limit?: number }): Promise<readonly ArchiveHit[]>;
}
