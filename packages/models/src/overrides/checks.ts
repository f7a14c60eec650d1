import { invalidConfiguration, quote } from "../model-errors.ts";

/** Checks a value and gives it back; `field` is the path that an error names. */
export type Check<Value> = (value: unknown, field: string) => Value;

/** A whole number of 1 or more. */
export const count: Check<number> = (value, field) => {
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
  throw mustBe(field, "a whole number of 1 or more", value);
};

/** A finite number of 0 or more. */
export const amount: Check<number> = (value, field) => {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  throw mustBe(field, "a number of 0 or more", value);
};

/** `true` or `false`. */
export const flag: Check<boolean> = (value, field) => {
  if (typeof value === "boolean") return value;
  throw mustBe(field, "true or false", value);
};

/** Text that is not blank. */
export const text: Check<string> = (value, field) => {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw mustBe(field, "text", value);
};

/** One of some words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Check<Word> {
  return (value, field) => {
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    throw mustBe(field, `one of ${words.join(", ")}`, value);
  };
}

/** A list whose entries all pass a check. */
export function listOf<Value>(item: Check<Value>): Check<readonly Value[]> {
  return (value, field) => {
    if (!Array.isArray(value)) throw mustBe(field, "a list", value);
    return value.map((entry, position) => item(entry, `${field}[${position}]`));
  };
}

type Checks = Readonly<Record<string, Check<unknown>>>;
type Checked<Fields extends Checks> = { -readonly [Name in keyof Fields]: ReturnType<Fields[Name]> };

/** An object with no other fields than these; `required` ones must be there. */
export function fields<Fields extends Checks, Required extends keyof Fields & string = never>(
  checks: Fields,
  required: readonly Required[] = [],
): Check<Partial<Checked<Fields>> & Pick<Checked<Fields>, Required>> {
  return (value, field) => {
    if (!isPlainObject(value)) throw mustBe(field, "an object", value);
    for (const name of required) {
      if (!Object.hasOwn(value, name)) {
        throw invalidConfiguration(`${field}.${name}`, "is missing", "Add it.");
      }
    }
    const checked: Record<string, unknown> = {};
    for (const [name, entry] of Object.entries(value)) {
      const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
      if (check === undefined) {
        throw invalidConfiguration(
          `${field}.${name}`,
          "is not a field that models have",
          `There are ${Object.keys(checks).join(", ")}.`,
        );
      }
      checked[name] = check(entry, `${field}.${name}`);
    }
    // Every name in it was looked up in `checks`, and its value is what that check gave back.
    return checked as Partial<Checked<Fields>> & Pick<Checked<Fields>, Required>;
  };
}

/** Whether a value is an object with fields, and not a list. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The error for a value of the wrong kind. */
export function mustBe(field: string, wanted: string, value: unknown): Error {
  return invalidConfiguration(field, `must be ${wanted}, not ${quote(value)}`, "Correct it or leave it out.");
}
