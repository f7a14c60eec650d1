import { type Archive, type ArchiveEntry, excerptOf } from "@massgen/core";

/** Hits of a search that names no limit. */
const defaultLimit = 10;
/** Words of a query that are looked for, the longest. */
const maximumWords = 32;
/** Letters in which a word and an id must agree for the word to be taken for that id: a model copies the rest wrongly. */
const idBeginning = 6;

/** One item of one entry, and how well it matches. */
interface Match {
  readonly entry: ArchiveEntry;
  readonly item: number;
  readonly words: readonly string[];
  readonly score: number;
}

/**
 * An archive in memory, which ends with the program. It keeps everything: what must not grow without bound, or must
 * outlive the program, goes to an archive on files.
 */
export function createMemoryArchive(): Archive {
  const entries = new Map<string, ArchiveEntry>();
  return {
    async put(added) {
      for (const entry of added) if (!entries.has(entry.id)) entries.set(entry.id, entry);
    },
    get: async (id) => entries.get(id),
    async search(query, { limit = defaultLimit } = {}) {
      const matches = rank([...entries.values()], wordsOf(query));
      return matches.slice(0, limit).map(({ entry, item, words }) => ({
        id: entry.id,
        item,
        excerpt: excerptOf(normal(entry.texts[item] ?? ""), words),
      }));
    },
  };
}

/** Longest first, so that where one word is part of another the longer one is found. */
function wordsOf(query: string): readonly string[] {
  const words =
    normal(query)
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words)].toSorted((one, other) => other.length - one.length).slice(0, maximumWords);
}

/** Best first; a word counts the more the fewer items have it, and hardly more where it is there often. */
function rank(entries: readonly ArchiveEntry[], words: readonly string[]): readonly Match[] {
  if (words.length === 0) return [];
  const pattern = new RegExp(words.join("|"), "giu");
  const candidates = entries.flatMap((entry) =>
    // An entry without a text is still found by its id.
    (entry.texts.length === 0 ? [""] : entry.texts).map((text, item) => ({
      entry,
      item,
      counts: countWords(normal(text), pattern, item === 0 ? idWords(entry.id, words) : []),
    })),
  );
  const having = new Map<string, number>();
  for (const { counts } of candidates) for (const word of counts.keys()) having.set(word, (having.get(word) ?? 0) + 1);
  const rarity = (word: string) => Math.log(1 + candidates.length / (having.get(word) ?? 1));
  return candidates
    .filter(({ counts }) => counts.size > 0)
    .map(({ entry, item, counts }) => ({
      entry,
      item,
      words: [...counts.keys()],
      score: [...counts].reduce((sum, [word, count]) => sum + rarity(word) * (1 + Math.log(count)), 0),
    }))
    .toSorted((one, other) => other.score - one.score);
}

function countWords(text: string, pattern: RegExp, found: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map(found.map((word) => [word, 1]));
  for (const [match] of text.matchAll(pattern)) {
    const word = match.toLowerCase();
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function idWords(id: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => word.length >= idBeginning && id.startsWith(word.slice(0, idBeginning)));
}

function normal(text: string): string {
  return text.normalize("NFC");
}
