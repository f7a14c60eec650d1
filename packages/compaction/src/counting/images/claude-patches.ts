import { roundHalfToEven } from "./half-to-even.ts";
import type { ImageTokenFormula } from "./image-formula.ts";

/** What differs between Anthropic's tiers of resolution. */
export interface ClaudePatchesOptions {
  /** Pixels of the longer side, after padding. */
  readonly side: number;
  readonly tokens: number;
}

const patchSide = 28;

/**
 * Anthropic's patches: a token for each square of 28 × 28 pixels that the image touches, after it was shrunk to the
 * largest size, of the same shape, that keeps both limits. The rule of thumb of width × height / 750, which Anthropic
 * gave before, comes within a few per cent of it.
 *
 * Source: "Resolution and token cost", https://platform.claude.com/docs/en/build-with-claude/vision, and "How Claude
 * resizes and pads images", https://platform.claude.com/docs/en/build-with-claude/vision-coordinates.
 */
export function claudePatches(limits: ClaudePatchesOptions): ImageTokenFormula {
  return ({ width, height }) => {
    const long = Math.max(width, height);
    const short = Math.min(width, height);
    if (fits(long, short, limits)) return patchesOf(long, short);
    const shape = long / short;
    const shortSide = (side: number) => Math.max(1, roundHalfToEven(side / shape));
    let fitting = 1;
    let tooLong = long;
    while (fitting + 1 < tooLong) {
      const middle = Math.floor((fitting + tooLong) / 2);
      if (fits(middle, shortSide(middle), limits)) fitting = middle;
      else tooLong = middle;
    }
    return patchesOf(fitting, shortSide(fitting));
  };
}

function fits(long: number, short: number, { side, tokens }: ClaudePatchesOptions): boolean {
  return Math.ceil(long / patchSide) * patchSide <= side && patchesOf(long, short) <= tokens;
}

function patchesOf(long: number, short: number): number {
  return Math.ceil(long / patchSide) * Math.ceil(short / patchSide);
}
