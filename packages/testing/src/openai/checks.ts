import { isRecord } from "@massgen/core/provider";
import type { Fields } from "./fields.ts";
import { Refusal } from "./refusal.ts";

/** Refusals of single values, in the words of the API; `place` is like `input[3].call_id`. */

export function unknownParameter(place: string): Refusal {
  return new Refusal(`Unknown parameter: '${place}'.`, { param: place, code: "unknown_parameter" });
}

export function missingParameter(place: string): Refusal {
  return new Refusal(`Missing required parameter: '${place}'.`, { param: place, code: "missing_required_parameter" });
}

export function invalidType(place: string, expected: string, value: unknown): Refusal {
  return new Refusal(`Invalid type for '${place}': expected ${expected}, but got ${nameOf(value)} instead.`, {
    param: place,
    code: "invalid_type",
  });
}

export function invalidValue(place: string, value: unknown, supported: readonly string[]): Refusal {
  const names = supported.map((name) => `'${name}'`);
  const list = names.length > 2 ? `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}` : names.join(" and ");
  return new Refusal(`Invalid value: '${String(value)}'. Supported values are: ${list}.`, {
    param: place,
    code: "invalid_value",
  });
}

export function belowMinimum(place: string, minimum: number, value: number): Refusal {
  return new Refusal(
    `Invalid '${place}': integer below minimum value. Expected a value >= ${minimum}, but got ${value} instead.`,
    { param: place, code: "integer_below_min_value" },
  );
}

export function tooLong(place: string, maximum: number, text: string): Refusal {
  return new Refusal(
    `Invalid '${place}': string too long. Expected a string with maximum length ${maximum}, but got a string with length ${text.length} instead.`,
    { param: place, code: "string_above_max_length" },
  );
}

export function emptyArray(place: string): Refusal {
  return new Refusal(
    `Invalid '${place}': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
    { param: place, code: "empty_array" },
  );
}

/** Refuses fields that nobody knows. */
export function checkKnown(fields: Fields, known: ReadonlySet<string>, place = ""): void {
  for (const name of Object.keys(fields)) {
    if (!known.has(name)) throw unknownParameter(place === "" ? name : `${place}.${name}`);
  }
}

/** A text that has to be there. */
export function requiredText(fields: Fields, name: string, place: string): string {
  const value = fields[name];
  if (value === undefined) throw missingParameter(`${place}.${name}`);
  if (typeof value !== "string") throw invalidType(`${place}.${name}`, "a string", value);
  return value;
}

/** A field that is a text of no more than so many characters, or absent or `null`. */
export function optionalText(fields: Fields, name: string, maximum = Number.POSITIVE_INFINITY): string | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw invalidType(name, "a string", value);
  if (value.length > maximum) throw tooLong(name, maximum, value);
  return value;
}

/** A field that is a number in a range, or absent or `null`. */
export function optionalNumber(fields: Fields, name: string, maximum: number): number | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "number") throw invalidType(name, "a decimal", value);
  if (value >= 0 && value <= maximum) return value;
  const [side, sign, limit] = value < 0 ? ["below minimum", ">=", 0] : ["above maximum", "<=", maximum];
  throw new Refusal(
    `Invalid '${name}': decimal ${side} value. Expected a value ${sign} ${limit}, but got ${value} instead.`,
    { param: name, code: `decimal_${value < 0 ? "below_min" : "above_max"}_value` },
  );
}

/** A field that is a whole number, or absent or `null`. */
export function optionalInteger(fields: Fields, name: string, minimum: number): number | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value)) throw invalidType(name, "an integer", value);
  if (value < minimum) throw belowMinimum(name, minimum, value);
  return value;
}

/** A field that is an object, or absent or `null`. */
export function optionalObject(fields: Fields, name: string): Fields | undefined {
  const value = fields[name] ?? undefined;
  if (value === undefined || isRecord(value)) return value;
  throw invalidType(name, "an object", value);
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a decimal number";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
