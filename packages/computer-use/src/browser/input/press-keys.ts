import { characterKey } from "../keys/character-keys.ts";
import { modifierOf, parseChord } from "../keys/parse-chord.ts";
import type { InputContext, InputFailure } from "./input-context.ts";
import { letGo, unknownKey } from "./with-held-keys.ts";

/** Keys of a US keyboard that Playwright has no name for, with their Windows virtual key codes. */
const rawKeys: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`F${index + 13}`, 124 + index])),
  Help: 47,
  BrowserBack: 166,
  BrowserForward: 167,
  BrowserRefresh: 168,
};

/** Bits of DevTools' `modifiers`. */
const modifierBits: Readonly<Record<string, number>> = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

/** Keys that, with the command key of the platform, edit text. */
const editingKeys = new Set(["a", "c", "v", "x", "y", "z"]);

/** Presses keys together, down in order and up in reverse. */
export async function pressKeys(context: InputContext, names: readonly string[]): Promise<InputFailure | undefined> {
  const chord = parseChord(names);
  if (!chord.ok) return unknownKey(chord.unknown);
  const keys = forPlatform(chord.keys, context.mac);
  const unknown = keys.find((key) => !isPressable(key));
  if (unknown !== undefined) {
    if (keys.length > 1) return unknownKey(unknown);
    await context.guard(context.page.keyboard.insertText(unknown));
    return undefined;
  }
  const held: string[] = [];
  try {
    for (const key of keys) {
      held.unshift(key);
      await context.guard(keyDown(context, key, held));
    }
  } finally {
    await letGo(context, held);
  }
  return undefined;
}

/** Whether a US keyboard has the key; another character can only be inserted. */
function isPressable(key: string): boolean {
  return key.length > 1 ? !/^\P{ASCII}/u.test(key) : /^[ -~]$/.test(key);
}

/** A model does not know on which platform it works: what edits text there is what it means. */
function forPlatform(keys: readonly string[], mac: boolean): readonly string[] {
  const [from, to] = mac ? ["Control", "Meta"] : ["Meta", "Control"];
  const others = keys.filter((key) => modifierOf(key) === undefined);
  if (others.length !== 1 || !editingKeys.has(others[0] ?? "")) return keys;
  return keys.map((key) => (modifierOf(key) === from ? to : key));
}

/** Playwright turns a key into the character that it gives with Shift only where the key is named by its place. */
function playwrightKey(key: string): string {
  const character = characterKey(key);
  return character && !character.shifted ? character.code : key;
}

/** @param held all keys that are down, this one included */
export function keyDown(context: InputContext, key: string, held: readonly string[]): Promise<unknown> {
  const code = rawKeys[key];
  return code === undefined
    ? context.page.keyboard.down(playwrightKey(key))
    : rawKey(context, "rawKeyDown", key, code, held);
}

/** @param held all keys that are still down */
export function keyUp(context: InputContext, key: string, held: readonly string[]): Promise<unknown> {
  const code = rawKeys[key];
  return code === undefined ? context.page.keyboard.up(playwrightKey(key)) : rawKey(context, "keyUp", key, code, held);
}

function rawKey(
  { session }: InputContext,
  type: "rawKeyDown" | "keyUp",
  key: string,
  code: number,
  held: readonly string[],
): Promise<unknown> {
  const modifiers = held.reduce((bits, other) => bits | (modifierBits[modifierOf(other) ?? ""] ?? 0), 0);
  return session.send("Input.dispatchKeyEvent", {
    type,
    key,
    code: key,
    windowsVirtualKeyCode: code,
    nativeVirtualKeyCode: code,
    modifiers,
  });
}
