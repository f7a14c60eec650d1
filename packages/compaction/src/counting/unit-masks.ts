/**
 * What a UTF-16 unit may be a part of, one bit each. Neighbours that share no bit are never in one piece of a
 * pre-tokenizer that ends a piece where letters, digits, space and punctuation meet.
 */
const LETTER = 1;
export const DIGIT = 2;
const PUNCTUATION = 4;
export const SPACE = 8;

/** Later lines override earlier ones; what none matches is punctuation. */
const MASKS: readonly (readonly [mask: number, units: RegExp])[] = [
  [LETTER, /\p{L}+/gu],
  [DIGIT, /\p{N}+/gu],
  [SPACE, /\s+/gu],
  // Punctuation takes the newlines behind it into its piece.
  [SPACE | PUNCTUATION, /[\r\n]+/gu],
  // A combining mark belongs to whatever is before it.
  [LETTER | DIGIT | PUNCTUATION, /\p{M}+/gu],
];
const ANY_BUT_SPACE = LETTER | DIGIT | PUNCTUATION;

let masks: Uint8Array | undefined;

/**
 * Mask of each UTF-16 unit, read once from the Unicode tables of the engine: those that the regular expression of a
 * pre-tokenizer uses, so that the two cannot disagree about where a run ends.
 */
export function unitMasks(): Uint8Array {
  masks ??= readUnicode();
  return masks;
}

function readUnicode(): Uint8Array {
  const result = new Uint8Array(0x1_0000).fill(PUNCTUATION);
  let units = "";
  for (let code = 0; code < result.length; code++) units += isSurrogate(code) ? "\0" : String.fromCharCode(code);
  for (const [mask, pattern] of MASKS) {
    for (const { 0: run, index } of units.matchAll(pattern)) result.fill(mask, index, index + run.length);
  }
  return result.fill(ANY_BUT_SPACE, 0xd800, 0xe000);
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xe000;
}
