import process from "node:process";
import { MassGenError } from "@massgen/core";
import type { LockOwner } from "./lock-owner.ts";

/** The folder already holds a run. */
export function folderInUse(path: string, cause: unknown): MassGenError {
  return new MassGenError(`${path} already holds a run, or is no folder.`, {
    code: "run-exists",
    remedy: "Name a new folder, or take the run in it up again.",
    cause,
  });
}

/** The run goes on elsewhere. */
export function runInUse(path: string, lock: string, owner: LockOwner | undefined): MassGenError {
  const where = owner?.pid === process.pid ? "this process" : `process ${owner?.pid} on ${owner?.host}`;
  return new MassGenError(`The run in ${path} is open in ${owner === undefined ? "another program" : where}.`, {
    code: "run-in-use",
    remedy: `Wait until it is closed there; if nothing has it open any more, delete ${lock}.`,
  });
}

/** There is no run to read. */
export function nothingRecorded(path: string, cause?: unknown): MassGenError {
  return new MassGenError(`${path} holds no run.`, {
    code: "no-run",
    remedy: "Name the folder that massgen computer --record has written.",
    cause,
  });
}

/** What is there is not the log of a run, or of one that cannot be understood. */
export function notARun(path: string, where = "its start"): MassGenError {
  return new MassGenError(`The run in ${path} cannot be read at ${where}.`, {
    code: "invalid-run",
    remedy: "It was altered, or made by a newer version; record the task again.",
  });
}

/** The disk does not take what has to be kept. */
export function recordingFailed(path: string, cause: unknown): MassGenError {
  const reason = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
  return new MassGenError(`The run cannot be kept in ${path}${reason}.`, {
    code: "run-unwritable",
    remedy: "Check free space and who may write there, or name another folder.",
    cause,
  });
}
