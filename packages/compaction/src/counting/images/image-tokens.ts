import type { TokenCount } from "../token-counter.ts";
import type { ImageFormula } from "./image-formula.ts";
import { type ImageSize, imageSize } from "./image-size.ts";

/** Taken for the size of an image that only has an address, or whose header cannot be read. */
const assumedSize: ImageSize = { width: 1_024, height: 1_024 };

/** Tokens of one image; an estimate unless its size is known and the formula is documented. */
export function imageTokens(
  image: { readonly source: string | null; readonly detail: string | null },
  formula: ImageFormula,
): TokenCount {
  const size = image.source === null ? undefined : imageSize(image.source);
  return {
    tokens: formula.tokens({ ...(size ?? assumedSize), detail: image.detail }),
    estimated: size === undefined || formula.evidence !== "documented",
  };
}
