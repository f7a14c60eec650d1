import { isRecord } from "@massgen/core/provider";
import { type ReadLinesOptions, readLines } from "./read-lines.ts";
import type { SkipTally } from "./skip-tally.ts";

/** An object of a JSONL file. */
export interface LogRecord {
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Streams the objects of a JSONL file; what is none is counted and passed over. */
export async function* readRecords(
  path: string,
  tally: SkipTally,
  options: ReadLinesOptions = {},
): AsyncGenerator<LogRecord> {
  for await (const { number, text, isLast } of readLines(path, options)) {
    const fields = text === undefined ? undefined : parse(text);
    if (isRecord(fields)) yield { line: number, fields };
    else tally.add(reasonFor(text, fields, isLast));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonFor(text: string | undefined, parsed: unknown, isLast: boolean): string {
  if (text === undefined) return "lines that are too long";
  if (parsed !== undefined) return "lines that hold no object";
  return isLast ? "last line that is cut off" : "lines that are no JSON";
}
