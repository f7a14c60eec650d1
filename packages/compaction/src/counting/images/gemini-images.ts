import type { ImageTokenFormula } from "./image-formula.ts";

const tileTokens = 258;
/** An image with neither side longer is one tile. */
const smallSide = 384;
/** Pixels of the smallest square that is cut out of an image, as the guide gave it for Gemini 1.5. */
const smallestTile = 256;
/** About 2,048 tokens is what the guide to media resolution gives for an image with its details. */
const mostTiles = 8;

/**
 * Tiles of Gemini up to 2.5: squares with two thirds of the short side, 258 tokens each.
 *
 * Source: "Token calculation", https://ai.google.dev/gemini-api/docs/image-understanding, which calls the formula
 * rough, and says nothing of long narrow images; limits are taken from beside it (see the constants).
 */
export const geminiTiles: ImageTokenFormula = ({ width, height }) => {
  if (Math.max(width, height) <= smallSide) return tileTokens;
  const side = Math.max(smallestTile, Math.floor(Math.min(width, height) / 1.5));
  return tileTokens * Math.min(mostTiles, Math.ceil(width / side) * Math.ceil(height / side));
};

const defaultTokens = 1_120;
const tokensByResolution: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ["low", 280],
  ["medium", 560],
  ["high", 1_120],
  ["ultra_high", 2_240],
]);

/**
 * Gemini since 3: a number of tokens for each media resolution, whatever the size of the image. `detail` is the
 * resolution, e.g. `low` or `MEDIA_RESOLUTION_LOW`.
 *
 * Source: "Token counts", https://ai.google.dev/gemini-api/docs/media-resolution, which gives them as approximate.
 */
export const geminiResolutions: ImageTokenFormula = ({ detail }) => {
  const resolution = detail?.toLowerCase().replace(/^media_resolution_/, "") ?? "";
  return tokensByResolution.get(resolution) ?? defaultTokens;
};
