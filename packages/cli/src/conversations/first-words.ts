import { closeSync, openSync, readSync } from "node:fs";
import { isRecord } from "@massgen/core/provider";
import { messageTexts } from "./message-texts.ts";

/** Part of a log that is looked through, in bytes: a list must not take long. */
const lookedThrough = 64 * 1024;

/**
 * What was said first, by a log itself.
 *
 * @returns `?` where that is not in its beginning or it cannot be read, `undefined` where nothing was ever said.
 */
export function firstWords(logPath: string): string | undefined {
  const beginning = beginningOf(logPath);
  if (beginning === undefined) return "?";
  const [, ...entries] = beginning.split("\n");
  if (entries.every((line) => line === "")) return undefined;
  return entries.flatMap(saidIn).find((text) => text.trim() !== "") ?? "?";
}

function saidIn(line: string): readonly string[] {
  const entry = parse(line);
  if (!isRecord(entry) || !Array.isArray(entry.items)) return [];
  return entry.items.flatMap((item: unknown) =>
    isRecord(item) && item.role === "user" ? messageTexts(item.content) : [],
  );
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The end of what was read, or damage that opening the log tells of.
    return undefined;
  }
}

function beginningOf(path: string): string | undefined {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(lookedThrough);
      return bytes.toString("utf8", 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
