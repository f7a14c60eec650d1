import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** Checks a part of a saved state; `path` is what an error names. */
export type StateCheck = (value: unknown, path: string) => void;

/** The error for a saved state that cannot be gone on from. */
export function invalidState(path: string, wanted: string): MassGenError {
  return new MassGenError(`${path} must be ${wanted}.`, {
    code: "invalid-option",
    remedy: "Pass what state() gave, as it was saved, or leave it out to begin anew.",
  });
}

function rule(wanted: string, fits: (value: unknown) => boolean): StateCheck {
  return (value, path) => {
    if (!fits(value)) throw invalidState(path, wanted);
  };
}

/** A finite number of zero or more. */
export const amount = rule("a number, zero or more", (value) => Number.isFinite(value) && Number(value) >= 0);

/** Tokens: a number of zero or more that numbers can count up to. */
export const tokens = rule("a number of tokens, zero or more", isTokens);

/** A whole number of zero or more. */
export const count = rule("a whole number, zero or more", (value) => Number.isSafeInteger(value) && Number(value) >= 0);

export const text = rule("a text", (value) => typeof value === "string");

/** Whether a value can be a size in tokens; counters of one's own may give fractions. */
export function isTokens(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

/** A number within limits, both included. */
export function between(least: number, most: number): StateCheck {
  return rule(
    `a number from ${least} to ${most}`,
    (value) => typeof value === "number" && value >= least && value <= most,
  );
}

/** What may be missing. */
export function optional(check: StateCheck): StateCheck {
  return (value, path) => {
    if (value !== undefined) check(value, path);
  };
}

/** What may be null. */
export function nullable(check: StateCheck): StateCheck {
  return (value, path) => {
    if (value !== null) check(value, path);
  };
}

/** An object with these fields; fields that a later version added are passed over. */
export function shape(fields: Readonly<Record<string, StateCheck>>): StateCheck {
  return (value, path) => {
    if (!isRecord(value)) throw invalidState(path, "an object");
    for (const [name, check] of Object.entries(fields)) check(value[name], `${path}.${name}`);
  };
}

/** An object whose values are all alike; its keys, made from content, are not for messages. */
export function recordOf(check: StateCheck): StateCheck {
  return (value, path) => {
    if (!isRecord(value)) throw invalidState(path, "an object");
    for (const entry of Object.values(value)) check(entry, `${path}[…]`);
  };
}

/** A list whose entries are all alike. */
export function listOf(check: StateCheck): StateCheck {
  return (value, path) => {
    if (!Array.isArray(value)) throw invalidState(path, "a list");
    for (const [index, entry] of value.entries()) check(entry, `${path}[${index}]`);
  };
}
