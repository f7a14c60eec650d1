import { MassGenError } from "@massgen/core";
import type { ResizeRule } from "../profiles/fara-profile.ts";

/** Size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The size at which a model sees a picture: both sides a multiple of the factor, the area within bounds, the shape kept
 * as well as that allows. The model was trained with Python's rounding, which takes halves to the even neighbour:
 * 720 / 32 becomes 22, not 23.
 *
 * @throws MassGenError `invalid-image` for a picture without area, or too long for its width.
 */
export function smartResize({ width, height }: Size, rule: ResizeRule): Size {
  const { factor, minimumPixels, maximumPixels, maximumRatio } = rule;
  if (!(width >= 1 && height >= 1 && Number.isFinite(width * height))) {
    throw unusable("A frame has no area.");
  }
  if (Math.max(width, height) / Math.min(width, height) > maximumRatio) {
    throw unusable(`A frame is more than ${maximumRatio} times as long as wide.`);
  }
  const near = (side: number) => Math.max(factor, roundHalfEven(side / factor) * factor);
  const area = near(width) * near(height);
  if (area > maximumPixels) {
    const shrink = Math.sqrt((height * width) / maximumPixels);
    const below = (side: number) => Math.floor(side / shrink / factor) * factor;
    return { width: below(width), height: below(height) };
  }
  if (area < minimumPixels) {
    const grow = Math.sqrt(minimumPixels / (height * width));
    const above = (side: number) => Math.ceil((side * grow) / factor) * factor;
    return { width: above(width), height: above(height) };
  }
  return { width: near(width), height: near(height) };
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

function unusable(problem: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-image", remedy: "Give the computer a usual screen size." });
}
