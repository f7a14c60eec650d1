/** Longest word that is looked at, in UTF-16 units; longer runs are data. */
const longestWord = 200;

/** Words of a text as probes are made of: without quotes, brackets and the punctuation around them. */
export function wordsIn(text: string): readonly string[] {
  const words = text.match(/[^\s"'`()[\]{}<>,;|=\\*]+/g) ?? [];
  return words.flatMap((word) => {
    if (word.length > longestWord) return [];
    const bare = trimmed(word);
    return bare === "" ? [] : [bare];
  });
}

/** A place in a file is the file: `src/main.ts:12:5` counts as `src/main.ts`. */
function trimmed(word: string): string {
  return word
    .replace(/^[.:!?]+(?=\w)/, "")
    .replace(/[.:!?]+$/, "")
    .replace(/(?<=\.\w{1,8})(?::\d{1,7}){1,2}$/, "");
}

/** Whether a word is the path of a file or an address. */
export function isPath(word: string): boolean {
  if (!/[a-z]/i.test(word) || !/^[\w.@~:/+%?&#-]+$/.test(word)) return false;
  const slashes = word.split("/").length - 1;
  return slashes >= 2 || (slashes === 1 && /\.\w{1,8}$/.test(word));
}

/** Whether a word names one thing among many: a UUID, a hash, a key of a database, a ticket. */
export function isId(word: string): boolean {
  if (word.length < 5 || word.length > 80 || !/\d/.test(word)) return false;
  if (/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(word)) return true;
  if (/^[\da-f]{7,64}$/.test(word)) return /[a-f]/.test(word);
  if (/^[A-Z]{2,10}-\d{1,7}$/.test(word)) return true;
  return /^[a-z]{2,12}[_-][A-Za-z\d]{8,}$/.test(word);
}

/** Whether a word is a number that is not guessed: three digits or more. */
export function isNumber(word: string): boolean {
  return /^[-+]?\d[\d_.]*%?$/.test(word) && word.replace(/\D/g, "").length >= 3;
}
