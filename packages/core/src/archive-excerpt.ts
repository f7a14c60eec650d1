/** Characters that an excerpt shows of a text at most. */
const excerptLength = 240;

/**
 * The part of a text around the first place where one of some words occurs, on one line, cut alike by every archive; the
 * text's beginning where none does. The longest word is looked for first: it says most.
 */
export function excerptOf(text: string, words: readonly string[]): string {
  const found = firstPlace(text, words);
  const start = Math.max(0, Math.min(found - excerptLength / 4, text.length - excerptLength));
  const part = text
    .slice(start, start + excerptLength)
    // Half of a character that the cut went through is no text.
    .replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return `${start > 0 ? "…" : ""}${part}${start + excerptLength < text.length ? "…" : ""}`;
}

function firstPlace(text: string, words: readonly string[]): number {
  const longestFirst = words.filter((word) => word !== "").toSorted((one, other) => other.length - one.length);
  for (const word of longestFirst) {
    const place = text.search(new RegExp(word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), "iu"));
    if (place >= 0) return place;
  }
  return 0;
}
