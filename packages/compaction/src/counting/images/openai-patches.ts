import type { ImageTokenFormula } from "./image-formula.ts";
import type { ImageSize } from "./image-size.ts";

/** What an image is shrunk to before its patches are counted; both limits apply. */
export interface PatchLimits {
  /** Pixels of the longer side. */
  readonly side: number;
  readonly patches: number;
}

/** What differs from model to model in OpenAI's patch formula. */
export interface OpenaiPatchesOptions {
  /** Tokens a patch. */
  readonly multiplier: number;
  /** At `detail: "auto"`, at none, and at every level that has no limits of its own. */
  readonly limits: PatchLimits;
  readonly low?: PatchLimits;
  readonly high?: PatchLimits;
  readonly original?: PatchLimits;
}

const patchSide = 32;

/**
 * OpenAI's patches: each square of 32 × 32 pixels that the image touches costs a model's multiplier, after the image
 * was shrunk to the limits of the model and the level of detail.
 *
 * Source: "Patch-based image tokenization" and "Model sizing behavior" in OpenAI's guide to images and vision,
 * https://developers.openai.com/api/docs/guides/images-vision, which says that bills may differ by one token.
 */
export function openaiPatches({ multiplier, limits, ...levels }: OpenaiPatchesOptions): ImageTokenFormula {
  return ({ width, height, detail }) => {
    const level = detail === "low" || detail === "high" || detail === "original" ? levels[detail] : undefined;
    const { side, patches } = level ?? limits;
    const count = Math.min(patches, patchesOf(fitPatches(fitSide({ width, height }, side), patches)));
    // A product such as 150 × 1.62 may come out a hair above the whole number that it is.
    return Math.ceil(count * multiplier - 1e-6);
  };
}

function patchesOf({ width, height }: ImageSize): number {
  return Math.ceil(width / patchSide) * Math.ceil(height / patchSide);
}

function fitSide({ width, height }: ImageSize, limit: number): ImageSize {
  const length = Math.max(width, height);
  if (length <= limit) return { width, height };
  const scaled = (side: number) => Math.max(1, Math.round((side * limit) / length));
  return { width: scaled(width), height: scaled(height) };
}

/** Shrinks to the area of the allowed patches, and then to whole patches on the side where that costs less. */
function fitPatches(size: ImageSize, limit: number): ImageSize {
  if (patchesOf(size) <= limit) return size;
  const shrink = Math.sqrt((patchSide ** 2 * limit) / (size.width * size.height));
  const whole = (side: number) => Math.max(1, Math.floor((side * shrink) / patchSide)) / ((side * shrink) / patchSide);
  const adjusted = shrink * Math.min(whole(size.width), whole(size.height));
  const scaled = (side: number) => Math.max(1, Math.floor(side * adjusted));
  return { width: scaled(size.width), height: scaled(size.height) };
}
