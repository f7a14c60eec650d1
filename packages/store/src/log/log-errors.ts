import { MassGenError } from "@massgen/core";

export function damagedLine(path: string, line: number, problem: string, cause?: unknown): MassGenError {
  return new MassGenError(`Line ${line} of ${path} ${problem}.`, {
    code: "log-damaged",
    remedy: "Restore the file from a backup, or keep a copy and delete everything from that line on.",
    ...(cause === undefined ? {} : { cause }),
  });
}

export function notALog(path: string): MassGenError {
  return new MassGenError(`${path} is not a run log.`, {
    code: "not-a-run-log",
    remedy: "Name a run log, or a file that is not there yet.",
  });
}

export function invalidRecord(problem: string, cause?: unknown): MassGenError {
  return new MassGenError(`The record cannot be appended: it ${problem}.`, {
    code: "invalid-log-record",
    remedy: "Append what was made from this log's window, in the order in which it happened.",
    ...(cause === undefined ? {} : { cause }),
  });
}
