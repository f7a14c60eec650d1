import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import type { RandomSource } from "./random.ts";

/** A text to fit or to measure on, about as long as an item of a conversation. */
export interface SampleText {
  /** Kind of text: a row of the error table. */
  readonly kind: string;
  readonly text: string;
  /** Directory that it came from: texts of one directory are never on both sides of a split. */
  readonly directory: string;
}

const CODE = new Set(
  ".c .cjs .cpp .css .go .h .html .java .js .jsx .mjs .pl .pm .py .rb .rs .sh .sql .svg .ts .tsx .xml".split(" "),
);
const PROSE = new Set([".md", ".rst", ".txt"]);
const DATA = new Set([".csv", ".json", ".jsonl", ".toml", ".yaml", ".yml"]);
const SHORTEST = 30;
const LONGEST = 9_000;
const TEXTS_PER_FILE = 9;

/** Cuts the files under the given paths into texts with lengths spread evenly on a logarithmic scale. */
export function readCorpus(paths: readonly string[], random: RandomSource): SampleText[] {
  return paths.flatMap(listFiles).flatMap((file) => {
    const content = readFileSync(file, "utf8");
    if (content.includes("\0") || content.includes("\ufffd")) return [];
    return cut(content, random).map((text) => ({ kind: kindOf(file, text), text, directory: dirname(file) }));
  });
}

function listFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function cut(content: string, random: RandomSource): string[] {
  const stride = content.length / TEXTS_PER_FILE;
  const texts: string[] = [];
  let start = 0;
  while (start < content.length) {
    const length = Math.round(SHORTEST * (LONGEST / SHORTEST) ** random());
    const text = content.slice(start, start + length);
    if (text.trim().length >= SHORTEST / 2) texts.push(text);
    start += Math.max(length, Math.floor(stride));
  }
  return texts;
}

function kindOf(file: string, text: string): string {
  const share = (letters: RegExp) => (text.match(letters)?.length ?? 0) / text.length;
  if (share(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu) > 0.2) return "chinese, japanese, korean";
  if (share(/[\u0370-\u1fff]/g) > 0.2) return "other scripts";
  const extension = extname(file);
  if (DATA.has(extension)) return "data";
  if (CODE.has(extension)) return "code";
  if (share(/[\u00c0-\u024f\u1e00-\u1eff]/g) > 0.01) return "accented latin";
  return PROSE.has(extension) ? "prose" : "other";
}
