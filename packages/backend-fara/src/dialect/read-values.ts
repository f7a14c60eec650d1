import { isRecord } from "@massgen/core/provider";
import { readRelaxed } from "../parse/read-relaxed.ts";

type Fields = Readonly<Record<string, unknown>>;

/** With the unit that it is meant in, or none. */
const numeral = /^\s*[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})\s*(px|pixels?|s|secs?|seconds?)?\s*$/i;

/** A number, also one in a string; `undefined` for everything else, endless ones included. */
export function readNumber(value: unknown): number | undefined {
  const isNumeral = typeof value === "string" && numeral.test(value);
  const number = isNumeral ? Number.parseFloat(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["false", false],
  ["0", false],
  ["no", false],
]);

/** A truth value, also one in a string or as a number. */
export function readBoolean(value: unknown): boolean | undefined {
  return truths.get(String(value).trim().toLowerCase());
}

/** The first of some fields that holds text; numbers count as text. */
export function readText(fields: Fields, ...names: readonly string[]): string | undefined {
  const values = names.map((name) => fields[name]);
  const value = values.find((candidate) => typeof candidate === "string" || typeof candidate === "number");
  return value === undefined ? undefined : String(value);
}

/** What a coordinate says: two numbers, `missing` where there is none, `wrong` where it is something else. */
export type CoordinateReading = readonly [number, number] | "missing" | "wrong";

/** Reads `[x, y]`, `"(x, y)"`, `{x, y}`, or the fields `x` and `y`. */
export function readCoordinate(fields: Fields): CoordinateReading {
  const value = fields.coordinate ?? fields.coordinates ?? fields.position ?? fields.point;
  if (value === undefined || value === null || value === "") {
    const { x, y } = fields;
    return (x ?? y ?? null) === null ? "missing" : pairOf([x, y]);
  }
  if (isRecord(value)) return pairOf([value.x, value.y]);
  if (typeof value === "string") return pairOf(readList(value));
  return Array.isArray(value) ? pairOf(value) : "wrong";
}

/** A list that was written as text, with or without its brackets. */
export function readList(text: string): readonly unknown[] {
  const bare = text
    .trim()
    .replace(/^[[(]/, "")
    .replace(/[\])]$/, "");
  const read = readRelaxed(`[${bare}]`)?.value;
  return Array.isArray(read) ? read : [];
}

function pairOf(values: readonly unknown[]): CoordinateReading {
  const [x, y, ...others] = values.map(readNumber);
  return x === undefined || y === undefined || others.length > 0 ? "wrong" : [x, y];
}
