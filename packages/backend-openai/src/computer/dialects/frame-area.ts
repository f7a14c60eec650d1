import type { DialectContext, Point } from "@massgen/core";
import { MalformedCall, quoted } from "./malformed-call.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Share of a side by which a place may lie outside the frame: models miss its edge by a few pixels. */
const tolerance = 0.02;

/** Translates between places in the picture that was sent and places in the frame. */
export interface FrameArea {
  /** A place of the wire; a little outside, the nearest one in the frame. @throws MalformedCall */
  read(fields: Fields): Point;
  /** Pixels of the wire on an axis, as of a scroll. Default 0. @throws MalformedCall */
  readDistance(fields: Fields, name: "scroll_x" | "scroll_y"): number;
  write(point: Point): { x: number; y: number };
  writeDistance(axis: "x" | "y", pixels: number): number;
}

export function frameArea({ frame, sent = frame }: DialectContext): FrameArea {
  const scale = { x: frame.width / sent.width, y: frame.height / sent.height };
  const side = { x: frame.width, y: frame.height };

  const coordinate = (fields: Fields, axis: "x" | "y") => {
    const place = numberOf(fields, axis) * scale[axis];
    const margin = side[axis] * tolerance;
    if (place < -margin || place >= side[axis] + margin) {
      const picture = `${sent.width} pixels wide and ${sent.height} high`;
      throw new MalformedCall(`${axis} is ${quoted(fields[axis])}, outside the screenshot, which is ${picture}`);
    }
    if (place < 0) return 0;
    return place < side[axis] ? place + 0 : side[axis] - 1;
  };

  return {
    read: (fields) => ({ x: coordinate(fields, "x"), y: coordinate(fields, "y") }),
    readDistance(fields, name) {
      if (fields[name] === undefined || fields[name] === null) return 0;
      // Adding zero makes -0 a plain 0.
      return numberOf(fields, name) * (name === "scroll_x" ? scale.x : scale.y) + 0;
    },
    write: ({ x, y }) => ({ x: Math.round(x / scale.x) + 0, y: Math.round(y / scale.y) + 0 }),
    writeDistance: (axis, pixels) => Math.round(pixels / scale[axis]) + 0,
  };
}

function numberOf(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new MalformedCall(`${name} must be a number, not ${quoted(value)}`);
}
