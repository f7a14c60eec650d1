import {
  ACCENTED,
  DIGIT,
  END,
  FIRST_SCRIPT,
  HIGH_SURROGATE,
  LOW_SURROGATE,
  LOWER,
  NEWLINE,
  PAST_END,
  PUNCTUATION,
  SCRIPTS,
  SPACE,
  SYMBOL,
  UPPER,
  unitClasses,
} from "./character-classes.ts";
import { RARE_LETTER_PAIR } from "./letter-pairs.ts";

/** What each number that {@link addTextFeatures} adds up counts. */
export const FEATURE_NAMES: readonly string[] = [
  "piece",
  "small letter past 10 of a word",
  "capital past 2 of a word",
  "rare letter pair",
  "accented letter",
  "word after a joining mark",
  "word after another mark",
  "change of mark past 2",
  "repeated mark past 3",
  "other symbol in a run",
  "repeated symbol",
  "character outside the basic plane",
  "white unit past 64 of a run",
  ...SCRIPTS.map(({ name, coveredLetters }) => `${name} letter past ${coveredLetters}`),
];

const PIECES = 0;
const SMALL_LETTERS = 1;
const CAPITALS = 2;
const RARE_PAIRS = 3;
const ACCENTS = 4;
const JOINED_WORDS = 5;
const MARKED_WORDS = 6;
const MARK_CHANGES = 7;
const MARK_REPEATS = 8;
const SYMBOL_CHANGES = 9;
const SYMBOL_REPEATS = 10;
const ASTRAL_CHARACTERS = 11;
const LONG_SPACE_UNITS = 12;
const SCRIPT_LETTERS = 13;

/** Marks that vocabularies hold together with the word behind them, as in `_name`, `.length` and `(value`. */
const JOINING_MARKS = "\t_.(-/";
const JOINS: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 0x80 }, (_, code) =>
  JOINING_MARKS.includes(String.fromCharCode(code)) ? 1 : 0,
);
const APOSTROPHE = 39;
const BLANK = 32;
const COVERED_LETTERS: Uint8Array = /* @__PURE__ */ Uint8Array.from(SCRIPTS, (script) => script.coveredLetters);

/**
 * Adds what decides the token count of a text to `features`, an array as long as {@link FEATURE_NAMES}. One pass without
 * allocation, linear on any input.
 *
 * The text is cut into pieces where the pre-tokenizer of the GPT models cuts it. A piece is at least one token, and most
 * are exactly one; every other feature is a reason why a piece may be more.
 */
export function addTextFeatures(text: string, features: Float64Array): void {
  // One function with its state in locals: cut into one function a class, it takes twice the time.
  const classOf = unitClasses();
  const rarePair = RARE_LETTER_PAIR;
  const length = text.length;
  let index = 0;
  let pieces = 0;
  let rarePairs = 0;
  let code = length > 0 ? text.charCodeAt(0) : PAST_END;
  let kind = classOf[code] as number;
  while (kind !== END) {
    const start = index;
    if (kind <= ACCENTED) {
      // Capitals and then small letters: `word`, `Word` and `HTMLElement` are one piece each, `camelCase` is two.
      let previous = 0;
      while (kind === UPPER) {
        code &= 31;
        rarePairs += rarePair[(previous << 5) | code] as number;
        previous = code;
        code = ++index < length ? text.charCodeAt(index) : PAST_END;
        kind = classOf[code] as number;
      }
      const capitals = index - start;
      while (kind === LOWER || kind === ACCENTED) {
        if (kind === LOWER) {
          code &= 31;
          rarePairs += rarePair[(previous << 5) | code] as number;
          previous = code;
        } else {
          (features[ACCENTS] as number)++;
          previous = 0;
        }
        code = ++index < length ? text.charCodeAt(index) : PAST_END;
        kind = classOf[code] as number;
      }
      const small = index - start - capitals;
      pieces++;
      if (capitals > 2) (features[CAPITALS] as number) += capitals - 2;
      if (small > 10) (features[SMALL_LETTERS] as number) += small - 10;
      if (code === APOSTROPHE) {
        const ending = contractionLength(text, index);
        if (ending > 0) {
          index += ending;
          code = index < length ? text.charCodeAt(index) : PAST_END;
          kind = classOf[code] as number;
        }
      }
    } else if (kind === SPACE || kind === NEWLINE) {
      // One piece up to the last newline, then one without the last unit, which goes with the word or mark behind it.
      let indentation = start;
      let last = code;
      do {
        if (kind === NEWLINE) indentation = index + 1;
        last = code;
        code = ++index < length ? text.charCodeAt(index) : PAST_END;
        kind = classOf[code] as number;
      } while (kind === SPACE || kind === NEWLINE);
      if (indentation > start) pieces++;
      if (index - start > 64) (features[LONG_SPACE_UNITS] as number) += index - start - 64;
      if (index > indentation) {
        if (kind === END) pieces++;
        else {
          if (index - indentation > 1) pieces++;
          const beforeWord = kind <= ACCENTED || kind >= FIRST_SCRIPT;
          if (kind === DIGIT || (last !== BLANK && !beforeWord)) pieces++;
          else if (last !== BLANK) countMarkedWord(text, index, features);
        }
      }
    } else if (kind === DIGIT) {
      do {
        code = ++index < length ? text.charCodeAt(index) : PAST_END;
        kind = classOf[code] as number;
      } while (kind === DIGIT);
      pieces += Math.ceil((index - start) / 3);
    } else if (kind >= FIRST_SCRIPT) {
      const script = kind;
      do {
        code = ++index < length ? text.charCodeAt(index) : PAST_END;
        kind = classOf[code] as number;
      } while (kind === script);
      pieces++;
      const uncovered = index - start - (COVERED_LETTERS[script - FIRST_SCRIPT] as number);
      if (uncovered > 0) (features[SCRIPT_LETTERS + script - FIRST_SCRIPT] as number) += uncovered;
    } else {
      // A single mark goes with the word behind it; a run takes the newlines behind it.
      let last = -1;
      let changes = 0;
      let repeats = 0;
      do {
        if (kind === PUNCTUATION) {
          if (code === last) repeats++;
          else changes++;
        } else if (kind === SYMBOL && last >= 0)
          (features[code === last ? SYMBOL_REPEATS : SYMBOL_CHANGES] as number)++;
        else if (kind === HIGH_SURROGATE) (features[ASTRAL_CHARACTERS] as number)++;
        last = code;
        code = ++index < length ? text.charCodeAt(index) : PAST_END;
        kind = classOf[code] as number;
      } while (kind >= PUNCTUATION && kind <= LOW_SURROGATE);
      const beforeWord = kind <= ACCENTED || kind >= FIRST_SCRIPT;
      if (beforeWord && index - start === 1 && (start === 0 || text.charCodeAt(start - 1) !== BLANK)) {
        countMarkedWord(text, index, features);
      } else {
        pieces++;
        if (changes > 2) (features[MARK_CHANGES] as number) += changes - 2;
        if (repeats > 3) (features[MARK_REPEATS] as number) += repeats - 3;
        while (kind === NEWLINE) {
          code = ++index < length ? text.charCodeAt(index) : PAST_END;
          kind = classOf[code] as number;
        }
      }
    }
  }
  (features[PIECES] as number) += pieces;
  (features[RARE_PAIRS] as number) += rarePairs;
}

/** The mark before a word may cost a token; before a single letter it hardly ever does. */
function countMarkedWord(text: string, word: number, features: Float64Array): void {
  if (word + 1 >= text.length) return;
  const second = unitClasses()[text.charCodeAt(word + 1)] as number;
  if (second > ACCENTED && second < FIRST_SCRIPT) return;
  (features[JOINS[text.charCodeAt(word - 1)] === 1 ? JOINED_WORDS : MARKED_WORDS] as number)++;
}

/** Length of the ending of an English contraction, such as `'s` or `'ll`: it stays in the piece of its word. */
function contractionLength(text: string, apostrophe: number): number {
  const ending = text.slice(apostrophe + 1, apostrophe + 3).toLowerCase();
  if (ending === "ll" || ending === "ve" || ending === "re") return 3;
  return ending !== "" && "sdmt".includes(ending.charAt(0)) ? 2 : 0;
}
