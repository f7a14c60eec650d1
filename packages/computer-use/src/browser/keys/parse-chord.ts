import { findKey } from "./key-table.ts";

/** Keys to press together, in order; or the name that is no key. */
export type Chord =
  | { readonly ok: true; readonly keys: readonly string[] }
  | { readonly ok: false; readonly unknown: string };

const modifiers: Readonly<Record<string, string>> = {
  Control: "Control",
  ControlLeft: "Control",
  ControlRight: "Control",
  Shift: "Shift",
  ShiftLeft: "Shift",
  ShiftRight: "Shift",
  Alt: "Alt",
  AltLeft: "Alt",
  AltRight: "Alt",
  AltGraph: "AltGraph",
  Meta: "Meta",
  MetaLeft: "Meta",
  MetaRight: "Meta",
};

/** Which modifier a key is, whichever of the two; `undefined` where it is none. */
export function modifierOf(key: string): string | undefined {
  return Object.hasOwn(modifiers, key) ? modifiers[key] : undefined;
}

/**
 * Reads the names of keys that are pressed together. A name may itself be a chord, as in `Ctrl+Shift+T` or `ctrl-a`.
 * A letter beside Control, Alt or Meta is the key without Shift, however it is written.
 */
export function parseChord(names: readonly string[]): Chord {
  const keys: string[] = [];
  for (const name of names) {
    const found = findKeys(name);
    if (!found) return { ok: false, unknown: name };
    for (const key of found) if (!keys.includes(key)) keys.push(key);
  }
  if (keys.length === 0) return { ok: false, unknown: "" };
  const isCommand = keys.some((key) => modifierOf(key) !== undefined);
  return { ok: true, keys: isCommand ? keys.map((key) => (/^[A-Z]$/.test(key) ? key.toLowerCase() : key)) : keys };
}

function findKeys(name: string): readonly string[] | undefined {
  const key = findKey(name);
  if (key !== undefined) return [key];
  for (const separator of ["+", "-"]) {
    const keys = split(name, separator).map((part) => findKey(part));
    if (keys.length > 1 && keys.every((part) => part !== undefined)) return keys;
  }
  return undefined;
}

/** Parts between separators; the separator at the end is itself a key, as in `Ctrl++`. */
function split(name: string, separator: string): readonly string[] {
  if (name.endsWith(separator + separator)) return [...name.slice(0, -2).split(separator), separator];
  return name.split(separator);
}
