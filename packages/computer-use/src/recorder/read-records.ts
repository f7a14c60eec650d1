import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ComputerRunRecord } from "../loop/run-log.ts";
import { notARun, nothingRecorded } from "./folder-errors.ts";

/**
 * The records of a run, in order. A last record that was cut short is left out.
 *
 * @throws MassGenError `no-run`, `invalid-run`.
 */
export async function readRecords(path: string): Promise<readonly ComputerRunRecord[]> {
  const records = await readAnyRecords(path);
  if (records.length === 0) throw notARun(path);
  return records;
}

/** As {@link readRecords}, and nothing where nothing was appended yet. */
export async function readAnyRecords(path: string): Promise<readonly ComputerRunRecord[]> {
  const records: ComputerRunRecord[] = [];
  let torn: number | undefined;
  let number = 0;
  const stream = createReadStream(join(path, "run.jsonl"), "utf8");
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() === "") continue;
      // Only the last record can have been cut short by a crash.
      if (torn !== undefined) throw notARun(path, `line ${torn}`);
      const record = parse(line);
      if (record === undefined) torn = number;
      else records.push(record);
    }
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw nothingRecorded(path, error);
    throw error;
  } finally {
    stream.destroy();
  }
  const [first] = records;
  if (first === undefined && torn === undefined) return [];
  if (first?.type !== "run" || first.log !== "massgen-computer-run" || first.version !== 1) throw notARun(path);
  return records;
}

function parse(line: string): ComputerRunRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRunRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What the log's own writer promises of each record; fields are checked where they are used. */
function isRunRecord(value: unknown): value is ComputerRunRecord {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
