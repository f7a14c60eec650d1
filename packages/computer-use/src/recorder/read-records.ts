import { join } from "node:path";
import type { ComputerRunRecord } from "../loop/run-log.ts";
import { notARun, nothingRecorded } from "./folder-errors.ts";
import { isRunRecord } from "./is-run-record.ts";
import { readLines } from "./read-lines.ts";

/**
 * The records of a run, in order. A last record that was cut short is left out.
 *
 * @throws MassGenError `no-run`, `invalid-run`.
 */
export async function readRecords(path: string): Promise<readonly ComputerRunRecord[]> {
  const records = await readAnyRecords(path);
  if (records.length === 0) throw nothingRecorded(path);
  return records;
}

/** As {@link readRecords}, and nothing where nothing was appended yet. */
export async function readAnyRecords(path: string): Promise<readonly ComputerRunRecord[]> {
  const records: ComputerRunRecord[] = [];
  let torn: { readonly number: number; readonly line: string } | undefined;
  let number = 0;
  try {
    for await (const line of readLines(join(path, "run.jsonl"))) {
      number += 1;
      if (line.trim() === "") continue;
      // Only the last record can have been cut short by a crash.
      if (torn !== undefined) throw notARun(path, whereOf(torn.number));
      const value = parse(line);
      if (value === undefined) torn = { number, line };
      else if (records.length === 0 && !isHeader(value)) throw notARun(path);
      else if (isRunRecord(value)) records.push(value);
      else throw notARun(path, whereOf(number));
    }
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw nothingRecorded(path, error);
    throw error;
  }
  if (torn !== undefined && records.length === 0 && !isBeginning(torn.line)) throw notARun(path);
  return records;
}

const firstFields = '{"type":"run","log":"massgen-computer-run"';

/** Whether a line that is no JSON may be all that a crash has left of a log's first record. */
export function isBeginning(line: string): boolean {
  const shorter = Math.min(line.length, firstFields.length);
  return line.slice(0, shorter) === firstFields.slice(0, shorter);
}

function whereOf(number: number): string {
  return number === 1 ? "its start" : `line ${number}`;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("type" in value && "log" in value && "version" in value)) {
    return false;
  }
  return value.type === "run" && value.log === "massgen-computer-run" && value.version === 1;
}
