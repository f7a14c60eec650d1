/** Finds out what a text says already, whatever its case and spaces. */
export function mentionFinder(text: string): (mention: string) => boolean {
  const haystack = comparable(text);
  return (mention) => {
    const needle = comparable(mention).replace(/[.!?]$/, "");
    for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
      // "10%" is not in "110%".
      if (!isJoined(haystack, at) && !isJoined(haystack, at + needle.length)) return true;
    }
    return false;
  };
}

/** Whether a place in a text is inside of a word or number. */
function isJoined(text: string, place: number): boolean {
  return /^[\p{L}\p{N}]{2}$/u.test(text.slice(place - 1, place + 1));
}

function comparable(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}
