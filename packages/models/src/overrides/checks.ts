import { invalidConfiguration, quote } from "../model-errors.ts";

/** As long as the longest name that is looked up. */
const longestText = 200;

/** Checks a value and gives it back; `field` is the path that an error names. */
export type Check<Value> = (value: unknown, field: string) => Value;

/** A whole number of 1 or more, and no more than can be meant. */
export function count(most: number): Check<number> {
  return (value, field) => {
    if (typeof value !== "number" || !(value > 0) || !Number.isInteger(value)) {
      throw mustBe(field, "a whole number of 1 or more", value);
    }
    return atMost(most, value, field);
  };
}

/** A finite number of 0 or more, and no more than can be meant. */
export function amount(most: number): Check<number> {
  return (value, field) => {
    if (typeof value !== "number" || !(value >= 0)) throw mustBe(field, "a number of 0 or more", value);
    return atMost(most, value, field);
  };
}

/** A number above 0, and no more than can be meant. */
export function positive(most: number): Check<number> {
  return (value, field) => {
    if (typeof value !== "number" || !(value > 0)) throw mustBe(field, "a number above 0", value);
    return atMost(most, value, field);
  };
}

function atMost(most: number, value: number, field: string): number {
  if (value <= most) return value;
  throw mustBe(field, `at most ${most.toLocaleString("en-GB")}`, value);
}

/** `true` or `false`. */
export const flag: Check<boolean> = (value, field) => {
  if (typeof value === "boolean") return value;
  throw mustBe(field, "true or false", value);
};

/** Text that is not blank. */
export const text: Check<string> = (value, field) => {
  if (typeof value !== "string" || value.trim() === "") throw mustBe(field, "text", value);
  if (value.length > longestText) throw mustBe(field, `text of at most ${longestText} characters`, value);
  return value;
};

/** One of some words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Check<Word> {
  return (value, field) => {
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    throw mustBe(field, `one of ${words.join(", ")}`, value);
  };
}

/** A list whose entries all pass a check, none of them twice. */
export function listOf<Value>(item: Check<Value>): Check<readonly Value[]> {
  return (value, field) => {
    if (!Array.isArray(value)) throw mustBe(field, "a list", value);
    const checked = value.map((entry, position) => item(entry, `${field}[${position}]`));
    const again = checked.findIndex((entry, position) => checked.indexOf(entry) < position);
    if (again === -1) return checked;
    throw invalidConfiguration(`${field}[${again}]`, `says ${quote(checked[again])} again`, "Say it once.");
  };
}

/** Such a list with at least one entry. */
export function someOf<Value>(item: Check<Value>): Check<readonly Value[]> {
  const list = listOf(item);
  return (value, field) => {
    const checked = list(value, field);
    if (checked.length > 0) return checked;
    throw invalidConfiguration(field, "must not be an empty list", "Name at least one, or leave it out.");
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
