/** A value that was read, and where it ended. */
export interface RelaxedReading {
  readonly value: unknown;
  readonly end: number;
  /** Whether brackets were missing at its end: where the answer was cut off, so may the value be. */
  readonly isUnclosed: boolean;
}

const deepest = 24;
const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["none", null],
  ["undefined", null],
  ["nan", Number.NaN],
]);
const closers: Readonly<Record<string, string>> = { "[": "]", "(": ")" };
const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** Thrown inside the reader, never out of it; one for all, since a stack costs more than the reading. */
const unreadable = new Error("This is no object.");

/**
 * Reads an object that was meant to be JSON: with doubled braces, trailing or missing commas, line breaks in strings,
 * keys without or with half of their quotes, Python's literals, tuples and single quotes, quotes inside of strings, or
 * without its last brackets. Each character is looked at a bounded number of times. `undefined` where there is no object.
 */
export function readRelaxed(text: string, start = 0): RelaxedReading | undefined {
  let at = start;
  let isUnclosed = false;

  function skipSpace(): void {
    while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  }

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at += found[0].length;
    return found;
  }

  /** Whether the text, or the block that the object stands in, is over. */
  function isOver(): boolean {
    return at >= text.length || text.startsWith("```", at) || /^<\/?tool_call/i.test(text.slice(at, at + 11));
  }

  function readValue(depth: number): unknown {
    skipSpace();
    if (depth > deepest) throw unreadable;
    const character = text[at];
    if (character === "{") return readObject(depth);
    if (character === "[" || character === "(") return readArray(closers[character] ?? "]", depth);
    if (character === '"' || character === "'") return readString(character);
    const number = take(/[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y);
    if (number !== null) return Number(number[0]);
    const word = take(/[A-Za-z_][\w.-]*/y);
    if (word === null) throw unreadable;
    return words.has(word[0].toLowerCase()) ? words.get(word[0].toLowerCase()) : word[0];
  }

  function readObject(depth: number): unknown {
    at += 1;
    skipSpace();
    if (text[at] === "{") return readDoubled(depth);
    const entries: [string, unknown][] = [];
    while (!closes("}")) {
      const key = take(/["']?([A-Za-z_][\w-]*)["']?\s*[:=]/y)?.[1];
      if (key === undefined) throw unreadable;
      entries.push([key, readValue(depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  /** An object in two pairs of braces, as a template of Python's says it. */
  function readDoubled(depth: number): unknown {
    const value = readValue(depth + 1);
    skipSpace();
    if (text[at] === "}") at += 1;
    return value;
  }

  function readArray(closer: string, depth: number): unknown {
    at += 1;
    const values: unknown[] = [];
    while (!closes(closer)) values.push(readValue(depth + 1));
    return values;
  }

  /** Passes commas, and the closing bracket where it is next. */
  function closes(closer: string): boolean {
    skipSpace();
    while (text[at] === ",") {
      at += 1;
      skipSpace();
    }
    if (text[at] === closer) at += 1;
    else if (isOver()) isUnclosed = true;
    else return false;
    return true;
  }

  function readString(quote: string): string {
    const pieces: string[] = [];
    at += 1;
    for (let begin = at; ; at += 1) {
      if (at >= text.length) throw unreadable;
      const character = text[at];
      if (character === "\\") {
        pieces.push(text.slice(begin, at), readEscape());
        begin = at + 1;
      } else if (character === quote && endsString()) {
        pieces.push(text.slice(begin, at));
        at += 1;
        return pieces.join("");
      }
    }
  }

  /** Leaves the place at the last character of the escape. */
  function readEscape(): string {
    at += 1;
    const character = text[at] ?? "";
    const length = character === "u" ? 4 : character === "x" ? 2 : 0;
    const digits = text.slice(at + 1, at + 1 + length);
    if (length === 0 || digits.length < length || !/^[\da-f]+$/i.test(digits)) return escapes[character] ?? character;
    at += length;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  /** Whether a quote ends its string, or stands inside of it: by what comes next. */
  function endsString(): boolean {
    let next = at + 1;
    while (next < text.length && isSpace(text.charCodeAt(next))) next += 1;
    if (next >= text.length || ",}]):<`".includes(text[next] ?? "")) return true;
    // A comma may be missing before the next key.
    return text[next] === '"' && /^"[A-Za-z_]\w{0,40}"\s{0,10}:/.test(text.slice(next, next + 60));
  }

  if (text[start] !== "{" && text[start] !== "[") return undefined;
  try {
    const value = readValue(0);
    return { value, end: at, isUnclosed };
  } catch (error) {
    if (error === unreadable) return undefined;
    throw error;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160;
}
