import { isRecord } from "@massgen/core/provider";
import { type ReadLinesOptions, readLines } from "./read-lines.ts";
import { createReplacedBytesTally } from "./replaced-bytes.ts";
import type { SkipReason, SkipTally } from "./skip-tally.ts";

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
  const replaced = createReplacedBytesTally();
  for await (const { number, text, isLast, replacedBytes } of readLines(path, options)) {
    replaced.add(number, replacedBytes);
    const fields = text === undefined ? undefined : parse(text);
    if (isRecord(fields)) yield { line: number, fields };
    else tally.add(reasonFor(text, fields, isLast));
  }
  replaced.report(tally);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonFor(text: string | undefined, parsed: unknown, isLast: boolean): SkipReason {
  if (text === undefined) return ["line that is too long", "lines that are too long"];
  if (parsed !== undefined) return ["line that holds no object", "lines that hold no object"];
  if (isLast) return ["last line that is cut off", "last lines that are cut off"];
  return ["line that is no JSON", "lines that are no JSON"];
}
