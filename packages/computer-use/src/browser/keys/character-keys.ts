/** Where a character is on a US keyboard. */
export interface CharacterKey {
  /** Place of the key, as in `KeyboardEvent.code`. */
  readonly code: string;
  /** Windows virtual key code. */
  readonly keyCode: number;
  /** Whether it takes Shift. */
  readonly shifted: boolean;
}

/** Keys that are neither letters nor digits: code, virtual key code, the characters on them. */
const symbolKeys: readonly (readonly [string, number, string])[] = [
  ["Space", 32, " "],
  ["Backquote", 192, "`~"],
  ["Minus", 189, "-_"],
  ["Equal", 187, "=+"],
  ["BracketLeft", 219, "[{"],
  ["BracketRight", 221, "]}"],
  ["Backslash", 220, "\\|"],
  ["Semicolon", 186, ";:"],
  ["Quote", 222, "'\""],
  ["Comma", 188, ",<"],
  ["Period", 190, ".>"],
  ["Slash", 191, "/?"],
];

/** Characters on the keys of the digits 0 to 9, with Shift. */
const overDigits = ")!@#$%^&*(";

const keys = new Map<string, CharacterKey>();
function add(code: string, keyCode: number, [plain = "", shifted = ""]: string): void {
  if (plain) keys.set(plain, { code, keyCode, shifted: false });
  if (shifted) keys.set(shifted, { code, keyCode, shifted: true });
}
for (const [code, keyCode, characters] of symbolKeys) add(code, keyCode, characters);
for (let digit = 0; digit <= 9; digit += 1) add(`Digit${digit}`, 48 + digit, `${digit}${overDigits[digit]}`);
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
  add(`Key${letter}`, letter.charCodeAt(0), letter.toLowerCase() + letter);
}

/** The key that gives a character, with or without Shift; `undefined` where a US keyboard has none. */
export function characterKey(character: string): CharacterKey | undefined {
  return keys.get(character);
}
