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
const longestName = 100;

/**
 * Reads what keys to press: a list, a chord in one text such as `Ctrl+A`, several keys in one text, or a list of those.
 * What is no chord, since more than one of its keys is no modifier, is pressed one after the other; a modifier by itself
 * holds for all that come after it.
 *
 * @returns the chords in order; `undefined` where there is no key, or too many.
 */
export function readKeys(value: unknown): readonly (readonly string[])[] | undefined {
  const list = typeof value === "string" ? readWritten(value) : Array.isArray(value) ? value : [];
  const entries = list.map((key) =>
    typeof key === "string" || typeof key === "number" ? splitChord(String(key)) : [""],
  );
  const keys = entries.flat();
  if (keys.length === 0 || keys.length > mostKeys || keys.some((key) => key === "")) return undefined;
  return keys.filter((key) => !held.has(key)).length <= 1 ? [[...new Set(keys)]] : inOrder(entries);
}

function inOrder(entries: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const down = new Set<string>();
  const chords: (readonly string[])[] = [];
  for (const keys of entries) {
    if (keys.every((key) => held.has(key))) for (const key of keys) down.add(key);
    else chords.push([...new Set([...down, ...keys])]);
  }
  return chords;
}

function readWritten(text: string): readonly unknown[] {
  if (/^\s*[[(].+[\])]\s*$/.test(text)) return readList(text);
  if (text.length > longestName || nameOf(text) !== undefined) return [text];
  const pieces = text
    .replace(/\s*\+\s*/g, "+")
    .split(/[\s,]+/)
    .filter((piece) => piece !== "");
  const areKeys = pieces.length > 1 && pieces.every((piece) => splitChord(piece).every(isKey));
  return areKeys ? pieces : [text];
}

function isKey(name: string): boolean {
  return [...name].length === 1 || nameOf(name) !== undefined || /^f\d{1,2}$/i.test(name);
}

/** Plus and minus are keys too, by themselves and at the end of a chord. */
function splitChord(text: string): readonly string[] {
  if (text.length > longestName) return [""];
  const known = nameOf(text);
  if (known !== undefined || [...text].length === 1) return [known ?? text];
  const separator = text.includes("+") || !isModifier(text.split("-", 1)[0]) ? "+" : "-";
  const hasItself = text.endsWith(separator + separator);
  const parts = (hasItself ? text.slice(0, -2) : text).split(separator).map((part) => part.trim());
  return [...parts.map((part) => nameOf(part) ?? part), ...(hasItself ? [separator] : [])];
}

function isModifier(name: string | undefined): boolean {
  return held.has(nameOf(name ?? "") ?? "");
}

function nameOf(text: string): string | undefined {
  return names.get(
    text
      .trim()
      .toLowerCase()
      .replace(/(?<=\w)[\s_-](?=\w)/g, ""),
  );
}
