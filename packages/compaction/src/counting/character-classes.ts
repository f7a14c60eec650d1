/**
 * Classes of UTF-16 units that the estimate tells apart: those that the pre-tokenizer of GPT models cuts between, then,
 * from {@link FIRST_SCRIPT} up, the scripts whose letters cost differently.
 */
export const LOWER = 0;
export const UPPER = 1;
export const ACCENTED = 2;
export const DIGIT = 3;
export const SPACE = 4;
export const NEWLINE = 5;
export const PUNCTUATION = 6;
export const SYMBOL = 7;
/** First half of a character outside the basic plane: emoji for the most part. */
export const HIGH_SURROGATE = 8;
export const LOW_SURROGATE = 9;
/** What follows the last unit. */
export const END = 10;
export const FIRST_SCRIPT = 11;

/** Scripts in the order of their class numbers, and how many letters of a word its first token covers. */
export const SCRIPTS = [
  { name: "cyrillic", coveredLetters: 3 },
  { name: "greek", coveredLetters: 3 },
  { name: "arabic or hebrew", coveredLetters: 3 },
  { name: "indic", coveredLetters: 2 },
  { name: "other script", coveredLetters: 1 },
  { name: "han", coveredLetters: 1 },
  { name: "kana", coveredLetters: 1 },
  { name: "hangul", coveredLetters: 1 },
] as const;

const CYRILLIC = FIRST_SCRIPT;
const GREEK = FIRST_SCRIPT + 1;
const ARABIC = FIRST_SCRIPT + 2;
const INDIC = FIRST_SCRIPT + 3;
const OTHER = FIRST_SCRIPT + 4;
const HAN = FIRST_SCRIPT + 5;
const KANA = FIRST_SCRIPT + 6;
const HANGUL = FIRST_SCRIPT + 7;

/** First unit, last unit, class. A later range overrides an earlier one; what none covers is a symbol. */
const RANGES: readonly (readonly [first: number, last: number, kind: number])[] = [
  [0x1b, 0x1b, PUNCTUATION],
  [0x21, 0x7e, PUNCTUATION],
  [0x09, 0x0c, SPACE],
  [0x20, 0x20, SPACE],
  [0x0a, 0x0a, NEWLINE],
  [0x0d, 0x0d, NEWLINE],
  [0x30, 0x39, DIGIT],
  [0x41, 0x5a, UPPER],
  [0x61, 0x7a, LOWER],
  [0x85, 0x85, SPACE],
  [0xa0, 0xa0, SPACE],
  [0xaa, 0xaa, ACCENTED],
  [0xb5, 0xb5, ACCENTED],
  [0xba, 0xba, ACCENTED],
  [0xc0, 0x24f, ACCENTED],
  [0xd7, 0xd7, SYMBOL],
  [0xf7, 0xf7, SYMBOL],
  [0x250, 0x36f, OTHER],
  [0x370, 0x3ff, GREEK],
  [0x400, 0x52f, CYRILLIC],
  [0x530, 0x58f, OTHER],
  [0x590, 0x8ff, ARABIC],
  [0x900, 0xdff, INDIC],
  [0xe00, 0x1cff, OTHER],
  [0x1100, 0x11ff, HANGUL],
  [0x1e00, 0x1eff, ACCENTED],
  [0x1f00, 0x1fff, GREEK],
  [0x2000, 0x200a, SPACE],
  [0x2028, 0x2029, SPACE],
  [0x3000, 0x3000, SPACE],
  [0x3005, 0x3007, HAN],
  [0x3041, 0x3096, KANA],
  [0x309d, 0x309f, KANA],
  [0x30a1, 0x30fa, KANA],
  [0x30fc, 0x30ff, KANA],
  [0x3105, 0x312f, OTHER],
  [0x3131, 0x318e, HANGUL],
  [0x3400, 0x4dbf, HAN],
  [0x4e00, 0x9fff, HAN],
  [0xa000, 0xabff, OTHER],
  [0xac00, 0xd7ff, HANGUL],
  [0xd800, 0xdbff, HIGH_SURROGATE],
  [0xdc00, 0xdfff, LOW_SURROGATE],
  [0xf900, 0xfaff, HAN],
  [0xfb00, 0xfb06, ACCENTED],
  [0xfb1d, 0xfdff, ARABIC],
  [0xfe70, 0xfefc, ARABIC],
  [0xff21, 0xff3a, OTHER],
  [0xff41, 0xff5a, OTHER],
  [0xff66, 0xff9d, KANA],
];

/** Stands for the unit behind the last one, of class {@link END}. */
export const PAST_END = 0x1_0000;

/** Class of each UTF-16 unit, and of {@link PAST_END}; made at the first call, so that importing costs nothing. */
export function unitClasses(): Uint8Array {
  made ??= makeClasses();
  return made;
}

let made: Uint8Array | undefined;

function makeClasses(): Uint8Array {
  const classes = new Uint8Array(PAST_END + 1).fill(SYMBOL);
  classes[PAST_END] = END;
  for (const [first, last, kind] of RANGES) classes.fill(kind, first, last + 1);
  return classes;
}
