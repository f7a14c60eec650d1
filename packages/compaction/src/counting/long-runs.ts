import { DIGIT, SPACE, unitMasks } from "./unit-masks.ts";

/** A part of a text, in UTF-16 units. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
  /** Too long without a break to be encoded: to be estimated from samples. */
  readonly unbroken: boolean;
}

/** A run of one class longer than this is cut: 512 units keep the merging of a run short. */
const LONGEST_RUN = 512;
/** Digits are cut where tokenizers that group them by three cut anyway. */
const LONGEST_DIGIT_RUN = 510;
/** A stretch without space, or of nothing but space, is not encoded beyond this length. */
const LONGEST_STRETCH = 65_536;

/** Cuts a text into parts that a tokenizer can encode one by one in linear time; an ordinary text is one part. */
export function cutLongRuns(text: string): TextPart[] {
  const masks = unitMasks();
  const sharesNothing = (left: number, right: number) => (left & right) === 0;
  const meetsSpace = (left: number, right: number) => ((left ^ right) & SPACE) !== 0;
  return hasRun(text, masks, LONGEST_DIGIT_RUN + 1, sharesNothing) ||
    hasRun(text, masks, LONGEST_STRETCH + 1, meetsSpace)
    ? cut(text, masks)
    : [{ start: 0, end: text.length, unbroken: false }];
}

/**
 * Whether `length` units follow each other without a break. Looks from the end of each window back to its last break and
 * moves the window there, so that it sees few units of a text with many breaks and none twice.
 */
function hasRun(
  text: string,
  masks: Uint8Array,
  length: number,
  breaks: (left: number, right: number) => boolean,
): boolean {
  let start = 0;
  let seen = 1;
  while (start + length <= text.length) {
    const end = start + length;
    let index = end - 1;
    let right = masks[text.charCodeAt(index)] as number;
    while (index >= seen) {
      const left = masks[text.charCodeAt(index - 1)] as number;
      if (breaks(left, right)) break;
      right = left;
      index--;
    }
    if (index < seen) return true;
    start = index;
    seen = end;
  }
  return false;
}

function cut(text: string, masks: Uint8Array): TextPart[] {
  const parts: TextPart[] = [];
  let partStart = 0;
  /** Bits that all units of the run share. */
  let run = 0;
  let runStart = 0;
  let stretch = masks[text.charCodeAt(0)] as number;
  let stretchStart = 0;
  let partsBeforeStretch = 0;
  let partStartBeforeStretch = 0;
  for (let index = 0; index <= text.length; index++) {
    const mask = index < text.length ? (masks[text.charCodeAt(index)] as number) : ~stretch;
    if (((mask ^ stretch) & SPACE) !== 0) {
      if (index - stretchStart > LONGEST_STRETCH) {
        parts.length = partsBeforeStretch;
        if (stretchStart > partStartBeforeStretch) {
          parts.push({ start: partStartBeforeStretch, end: stretchStart, unbroken: false });
        }
        parts.push({ start: stretchStart, end: index, unbroken: true });
        partStart = index;
        run = 0;
      }
      stretch = mask;
      stretchStart = index;
      partsBeforeStretch = parts.length;
      partStartBeforeStretch = partStart;
    }
    const shared = run & mask;
    if (shared === 0) {
      run = mask;
      runStart = index;
    } else if (index - runStart >= (run === DIGIT ? LONGEST_DIGIT_RUN : LONGEST_RUN)) {
      runStart = splitsPair(text, index) ? index - 1 : index;
      parts.push({ start: partStart, end: runStart, unbroken: false });
      partStart = runStart;
      run = mask;
    } else run = shared;
  }
  if (partStart < text.length) parts.push({ start: partStart, end: text.length, unbroken: false });
  return parts;
}

/** Whether a cut before `index` would go through a surrogate pair. */
export function splitsPair(text: string, index: number): boolean {
  return (text.charCodeAt(index - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(index) & 0xfc00) === 0xdc00;
}
