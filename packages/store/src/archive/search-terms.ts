const word = /[\p{L}\p{M}\p{N}]+/gu;
/** Runs of scripts that are written without spaces between words. */
const unspaced =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+)/u;
/** Where a new part begins in `parseConfig`, `HTTPServer`, `utf8Text`. */
const partBreak = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
/** Longer ones are blobs, which nobody asks for by their text. */
const longestTerm = 64;

/**
 * The terms under which a text is found: its words, the parts of names such as `parseConfig`, and pairs of neighbouring
 * characters where words are not set apart.
 */
export function textTerms(text: string): string[] {
  return termsOf(text, (characters) => characters.map((character, index) => character + (characters[index + 1] ?? "")));
}

/** The terms that a query asks for. A last character alone is left out: it is in a pair already, and says too little. */
export function queryTerms(query: string): string[] {
  return termsOf(query, (characters) =>
    characters.length === 1 ? characters : characters.slice(1).map((character, index) => characters[index] + character),
  );
}

function termsOf(text: string, pairs: (characters: string[]) => string[]): string[] {
  const terms: string[] = [];
  const hasUnspaced = unspaced.test(text);
  for (const [run] of text.normalize("NFC").matchAll(word)) {
    for (const piece of hasUnspaced ? run.split(unspaced) : [run]) {
      if (hasUnspaced && unspaced.test(piece)) terms.push(...pairs([...piece]));
      else if (piece !== "" && piece.length <= longestTerm) {
        terms.push(piece);
        // Splitting is slow, and few words have a capital inside.
        if (/.\p{Lu}/u.test(piece)) terms.push(...piece.split(partBreak).filter((part) => part !== piece));
      }
    }
  }
  return terms;
}
