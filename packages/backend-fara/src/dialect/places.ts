import type { DialectContext, Point } from "@massgen/core";
import type { Size } from "../frames/smart-resize.ts";
import type { FaraProfile } from "../profiles/fara-profile.ts";

/** Share of a side by which a coordinate may miss the frame and still be taken for its edge. */
const overshoot = 0.02;

/** Size of the space that the model's coordinates are in. */
function coordinateSpace({ coordinates }: FaraProfile, { frame, sent = frame }: DialectContext): Size {
  return coordinates === "thousandths" ? { width: 1_000, height: 1_000 } : sent;
}

/**
 * The place in the frame that a coordinate means, within thousandths of a pixel. One a little outside is taken for the
 * edge; `undefined` for one that is far outside, since no place can be made of it.
 */
export function toFrame(
  [x, y]: readonly [number, number],
  profile: FaraProfile,
  context: DialectContext,
): Point | undefined {
  const space = coordinateSpace(profile, context);
  const { width, height } = context.frame;
  const place = { x: scale(x, space.width, width), y: scale(y, space.height, height) };
  return place.x === undefined || place.y === undefined ? undefined : { x: place.x, y: place.y };
}

/** The coordinate that means a place of the frame. */
export function fromFrame({ x, y }: Point, profile: FaraProfile, context: DialectContext): readonly [number, number] {
  const space = coordinateSpace(profile, context);
  const { width, height } = context.frame;
  return [round((x * space.width) / width, 6), round((y * space.height) / height, 6)];
}

/** A number without the noise of a calculation. */
export function round(value: number, digits: number): number {
  const rounded = Number(value.toFixed(digits));
  return rounded === 0 ? 0 : rounded;
}

function scale(value: number, from: number, to: number): number | undefined {
  if (!(value >= -from * overshoot && value <= from * (1 + overshoot))) return undefined;
  return Math.min(Math.max(round((value * to) / from, 3), 0), to - 1);
}
