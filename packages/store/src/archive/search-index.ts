import type { ArchiveEntry } from "@massgen/core";
import MiniSearch from "minisearch";
import { queryTerms, textTerms } from "./search-terms.ts";

/** One item of one entry. */
export interface FoundItem {
  readonly id: string;
  readonly item: number;
  /** Terms of the text that matched. */
  readonly terms: readonly string[];
}

/** Full-text index of an archive, in memory. */
export interface SearchIndex {
  has(id: string): boolean;
  add(entry: ArchiveEntry): void;
  /** Forgets the entries that are not among these. */
  retain(ids: ReadonlySet<string>): void;
  search(query: string, limit: number): readonly FoundItem[];
}

interface Document {
  /** Entry and item, e.g. `3f9k/2`: an entry's id has no slash. */
  readonly key: string;
  readonly text: string;
  /** An id is found by its beginning, or with a slip in it; once for each entry. */
  readonly id: string;
}

export function createSearchIndex(): SearchIndex {
  const index = new MiniSearch<Document>({
    idField: "key",
    fields: ["text", "id"],
    tokenize: (text, field) => (field === "id" ? [text] : textTerms(text)),
    searchOptions: { tokenize: queryTerms, prefix: true },
  });
  /** Number of items of each entry. */
  const sizes = new Map<string, number>();
  const keyOf = (id: string, item: number) => `${id}/${item}`;

  return {
    has: (id) => sizes.has(id),
    add({ id, texts }) {
      // An entry without a text is still found by its id.
      const documents = texts.length === 0 ? [""] : texts;
      index.addAll(documents.map((text, item) => ({ key: keyOf(id, item), text, id: item === 0 ? id : "" })));
      sizes.set(id, documents.length);
    },
    retain(ids) {
      for (const [id, size] of sizes) {
        if (ids.has(id)) continue;
        index.discardAll(Array.from({ length: size }, (_, item) => keyOf(id, item)));
        sizes.delete(id);
      }
    },
    search(query, limit) {
      const exact = index.search(query);
      // A slip is only guessed at where nothing matches: `ERR_4712` is no answer to `ERR_4711`.
      const results = exact.length > 0 ? exact : index.search(query, { fuzzy: allowSlips });
      return results.slice(0, limit).map(({ id: key, terms }) => {
        const [id = "", item] = String(key).split("/");
        return { id, item: Number(item), terms };
      });
    },
  };
}

/** Share of a word's letters that may differ: in a short word every letter counts. */
function allowSlips(term: string): number | boolean {
  return term.length > 5 ? 0.2 : false;
}
