import type { TokenCount, TokenCounter } from "@massgen/compaction";

/** How much is remembered before the older half is forgotten. */
interface Bounds {
  readonly texts: number;
  /** UTF-16 units of the texts together. */
  readonly characters: number;
}

/**
 * Enough for a session of 200 MB in texts of 1 kB and more. What is remembered costs little beside the texts, which are
 * the session's own and are there anyway; the bound on characters is for those that are not.
 */
const defaultBounds: Bounds = { texts: 200_000, characters: 200_000_000 };

/**
 * A counter that remembers what it counted, up to twice the bounds: what was asked for lately stays, and the rest is
 * forgotten and counted again when it comes back.
 */
export function rememberingCounter(counter: TokenCounter, bounds: Bounds = defaultBounds): TokenCounter {
  let newer = new Map<string, TokenCount>();
  let older = new Map<string, TokenCount>();
  let characters = 0;
  return {
    name: counter.name,
    count(text) {
      const known = newer.get(text);
      if (known !== undefined) return known;
      const count = older.get(text) ?? counter.count(text);
      if (newer.size >= bounds.texts || characters + text.length > bounds.characters) {
        older = newer;
        newer = new Map();
        characters = 0;
      }
      newer.set(text, count);
      characters += text.length;
      return count;
    },
  };
}
