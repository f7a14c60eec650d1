import type { ImageTokenFormula } from "./image-formula.ts";

/** What differs from model to model in OpenAI's tile formula. */
export interface OpenaiTilesOptions {
  /** Tokens of every image, and all that one at `detail: "low"` costs. */
  readonly baseTokens: number;
  readonly tileTokens: number;
}

const longestSide = 2_048;
const longestShortSide = 768;
const tileSide = 512;

/**
 * OpenAI's tiles: the image is shrunk into a square of 2,048 pixels, then to a short side of 768, and each tile of
 * 512 × 512 that it touches costs the same; 8 tiles at most.
 *
 * Source: "Tile-based image tokenization" in OpenAI's guide to images and vision,
 * https://developers.openai.com/api/docs/guides/images-vision.
 */
export function openaiTiles({ baseTokens, tileTokens }: OpenaiTilesOptions): ImageTokenFormula {
  return ({ width, height, detail }) => {
    if (detail === "low") return baseTokens;
    const [fittedWidth, fittedHeight] = shrink(width, height, longestSide, Math.max(width, height));
    const shortSide = Math.min(fittedWidth, fittedHeight);
    const [finalWidth, finalHeight] = shrink(fittedWidth, fittedHeight, longestShortSide, shortSide);
    return baseTokens + tileTokens * Math.ceil(finalWidth / tileSide) * Math.ceil(finalHeight / tileSide);
  };
}

/** Shrinks both sides until the one of `length` has the limit's, rounding down to whole pixels. */
function shrink(width: number, height: number, limit: number, length: number): readonly [number, number] {
  if (length <= limit) return [width, height];
  const scaled = (side: number) => Math.max(1, Math.floor((side * limit) / length));
  return [scaled(width), scaled(height)];
}
