import { roundHalfToEven } from "./half-to-even.ts";
import type { ImageTokenFormula } from "./image-formula.ts";

/** What differs between the generations of Qwen's vision models. */
export interface QwenPatchesOptions {
  /** Side in pixels of the square that one token stands for: the patch size times the merge size. */
  readonly factor: number;
  /** Smaller images are enlarged to this many pixels. */
  readonly minimumPixels: number;
  /** Larger images are shrunk to this many pixels. */
  readonly maximumPixels: number;
}

/** The tokens before and after an image, `<|vision_start|>` and `<|vision_end|>`. */
const markerTokens = 2;

/**
 * Qwen's patches: both sides are rounded to multiples of the factor, within the limits of pixels, and each square of
 * that side is a token. Servers refuse images whose sides differ by more than 200 times.
 *
 * Source: `smart_resize` of `qwen_vl_utils` and of `transformers` (`image_processing_qwen2_vl.py`).
 */
export function qwenPatches({ factor, minimumPixels, maximumPixels }: QwenPatchesOptions): ImageTokenFormula {
  const nearest = (side: number) => Math.max(1, roundHalfToEven(side / factor));
  return ({ width, height }) => {
    let columns = nearest(width);
    let rows = nearest(height);
    const pixels = columns * rows * factor ** 2;
    if (pixels > maximumPixels) {
      const shrink = Math.sqrt((width * height) / maximumPixels);
      columns = Math.max(1, Math.floor(width / shrink / factor));
      rows = Math.max(1, Math.floor(height / shrink / factor));
    } else if (pixels < minimumPixels) {
      const enlarge = Math.sqrt(minimumPixels / (width * height));
      columns = Math.ceil((width * enlarge) / factor);
      rows = Math.ceil((height * enlarge) / factor);
    }
    return Math.min(columns * rows, Math.floor(maximumPixels / factor ** 2)) + markerTokens;
  };
}
