import { readList } from "./read-values.ts";

/** Names of keys, in small letters and without what is between their words, as the web platform has them. */
const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alt: "Alt",
    option: "Alt",
    control: "Control",
    ctrl: "Control",
    shift: "Shift",
    meta: "Meta",
    cmd: "Meta",
    command: "Meta",
    super: "Meta",
    win: "Meta",
    windows: "Meta",
    enter: "Enter",
    return: "Enter",
    tab: "Tab",
    esc: "Escape",
    escape: "Escape",
    backspace: "Backspace",
    del: "Delete",
    delete: "Delete",
    insert: "Insert",
    home: "Home",
    end: "End",
    pageup: "PageUp",
    pagedown: "PageDown",
    up: "ArrowUp",
    down: "ArrowDown",
    left: "ArrowLeft",
    right: "ArrowRight",
    arrowup: "ArrowUp",
    arrowdown: "ArrowDown",
    arrowleft: "ArrowLeft",
    arrowright: "ArrowRight",
    capslock: "CapsLock",
    space: " ",
    plus: "+",
  }),
);
const held: ReadonlySet<string> = new Set(["Alt", "Control", "Shift", "Meta"]);
const mostKeys = 20;

/**
 * Reads what keys to press: a list, a chord in one text such as `Ctrl+A`, or a list of those. Keys that are no chord,
 * since more than one of them is not a modifier, are pressed one after the other.
 *
 * @returns the chords in order; `undefined` where there is no key, or too many.
 */
export function readKeys(value: unknown): readonly (readonly string[])[] | undefined {
  const list = typeof value === "string" ? readWritten(value) : Array.isArray(value) ? value : [];
  const keys = list.flatMap((key) =>
    typeof key === "string" || typeof key === "number" ? splitChord(String(key)) : [""],
  );
  if (keys.length === 0 || keys.length > mostKeys || keys.some((key) => key === "")) return undefined;
  const modifiers = keys.filter((key) => held.has(key));
  const others = keys.filter((key) => !held.has(key));
  return others.length <= 1 ? [keys] : others.map((key) => [...modifiers, key]);
}

function readWritten(text: string): readonly unknown[] {
  return /^\s*[[(].+[\])]\s*$/.test(text) ? readList(text) : [text];
}

/** The plus sign is a key too, by itself and at the end of a chord. */
function splitChord(text: string): readonly string[] {
  if (text.length > 100) return [""];
  const known = nameOf(text);
  if (known !== undefined || [...text].length === 1) return [known ?? text];
  const hasPlus = text.endsWith("++");
  const parts = (hasPlus ? text.slice(0, -2) : text).split("+").map((part) => part.trim());
  return [...parts.map((part) => nameOf(part) ?? part), ...(hasPlus ? ["+"] : [])];
}

function nameOf(text: string): string | undefined {
  return names.get(
    text
      .trim()
      .toLowerCase()
      .replace(/[\s_-]/g, ""),
  );
}
