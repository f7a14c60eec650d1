/** A pair below this share of all pairs within words is rare. */
const RARE_SHARE = 2.5e-4;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** For each letter, those that follow it often enough within the words of the texts. */
export function commonFollowers(texts: Iterable<string>): Record<string, string> {
  const counts = new Map<string, number>();
  let total = 0;
  for (const text of texts) {
    for (const [word] of text.matchAll(/[A-Z]?[a-z]+/g)) {
      const letters = word.toLowerCase();
      for (let index = 1; index < letters.length; index++) {
        const pair = letters.slice(index - 1, index + 1);
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
        total++;
      }
    }
  }
  const common = (pair: string) => (counts.get(pair) ?? 0) >= RARE_SHARE * total;
  return Object.fromEntries(
    [...LETTERS].map((first) => [first, [...LETTERS].filter((second) => common(first + second)).join("")]),
  );
}
