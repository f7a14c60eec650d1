import type { FileHandle } from "node:fs/promises";
import type { RunLogHeader, RunLogReading } from "@massgen/core";
import { isHeader, isTornHeader } from "./header.ts";
import { damagedLine, notALog } from "./log-errors.ts";
import { isObject, parseRecord } from "./parse-record.ts";
import { type Line, readLines } from "./read-lines.ts";
import { createReplay, type Replay } from "./replay.ts";

/** A log's file, read from its beginning to the last whole line. */
export interface LogContent<Item> {
  /** `undefined` where the file is empty, or a crash left less than a header. */
  readonly header: RunLogHeader | undefined;
  readonly replay: Replay<Item>;
  readonly reading: RunLogReading;
  /** Sequence number of the next entry. */
  readonly sequence: number;
  /** Bytes of the file that are log; what follows is torn. */
  readonly bytes: number;
  /** Bytes of the first line with its line break; 0 where there is none. */
  readonly headerBytes: number;
  /** Whether the last line lacks only its line break. */
  readonly open: boolean;
}

/**
 * Reads a log. A last line that was cut short, or that a power cut left with zero bytes in it, is torn: it was never
 * acknowledged, and is left out. Anything else that is not an entry is damage.
 *
 * @param accept - throws where a log with such a header is not to be read on.
 * @throws MassGenError `log-damaged`, `not-a-run-log`
 */
export async function readLog<Item>(
  file: FileHandle,
  path: string,
  accept?: (header: RunLogHeader) => void,
): Promise<LogContent<Item>> {
  const replay = createReplay<Item>();
  let header: RunLogHeader | undefined;
  let sequence = 0;
  let unknownEntries = 0;
  let bytes = 0;
  let headerBytes = 0;
  let open = false;
  let torn: Line | undefined;
  for await (const line of readLines(file)) {
    if (torn !== undefined) throw damagedLine(path, torn.number, "is torn, and there are lines after it");
    const value = parseLine(line, path);
    if (value === undefined) {
      torn = line;
      continue;
    }
    if (sequence === 0) {
      if (!isHeader(value)) throw notALog(path);
      accept?.(value);
      header = value;
      headerBytes = line.bytes.length + 1;
    } else if (!applyEntry(value, line, replay, sequence, path)) unknownEntries += 1;
    sequence += 1;
    open = !line.ended;
    bytes = line.start + line.bytes.length + (line.ended ? 1 : 0);
  }
  const tornBytes = torn === undefined ? 0 : torn.bytes.length + (torn.ended ? 1 : 0);
  return { header, replay, reading: { tornBytes, unknownEntries }, sequence, bytes, headerBytes, open };
}

/** @returns the line's value; `undefined` where the line is torn. */
function parseLine(line: Line, path: string): unknown {
  const zeroes = line.bytes.includes(0);
  try {
    if (!zeroes) return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line.bytes));
  } catch (error) {
    if (line.number === 1 && (line.ended || !isTornHeader(line.bytes))) throw notALog(path);
    if (line.ended) throw damagedLine(path, line.number, "is not JSON", error);
    return undefined;
  }
  if (line.number === 1 && !isTornHeader(line.bytes)) throw notALog(path);
  return undefined;
}

/** @returns whether the entry's type is known. */
function applyEntry<Item>(value: unknown, line: Line, replay: Replay<Item>, sequence: number, path: string): boolean {
  const parsed = parseRecord<Item>(value);
  const found = isObject(value) ? value.sequence : undefined;
  if (parsed.kind === "invalid") throw damagedLine(path, line.number, parsed.problem);
  if (found !== sequence) {
    throw damagedLine(path, line.number, `has the sequence number ${JSON.stringify(found)} where ${sequence} is due`);
  }
  if (parsed.kind === "unknown") return false;
  const problem = replay.problemWith(parsed.record);
  if (problem !== undefined) throw damagedLine(path, line.number, problem);
  replay.apply(parsed.record);
  return true;
}
