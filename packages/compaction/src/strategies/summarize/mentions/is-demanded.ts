import { demands } from "./find-lines.ts";

/** Share of a demand's words that a line must have to be the same demand. */
const sameShare = 0.8;

const negation = /\b(?:never|not|no|avoid|cannot|\w+n['’]t)\b/i;

/**
 * Finds out whether a line of a text makes a demand in nearly the same words. Without this, each rewording by a model
 * would look like a loss of the wording before, and all of them would pile up.
 */
export function demandFinder(text: string): (demand: string) => boolean {
  const lines = text.split("\n").map((line) => ({ words: new Set(wordsIn(line)), forbids: negation.test(line) }));
  return (demand) => {
    const words = [...new Set(wordsIn(demand))];
    // "Deploy on a Friday" has most words of "never deploy on a Friday".
    const binding = words.filter((word) => demands.test(word));
    return lines.some(
      (line) =>
        line.forbids === negation.test(demand) &&
        binding.every((word) => line.words.has(word)) &&
        words.filter((word) => line.words.has(word)).length >= words.length * sameShare,
    );
  };
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_'’]+/gu) ?? [];
}
