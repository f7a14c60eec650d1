import { constants } from "node:fs";
import { MassGenError } from "@massgen/core";
import type { FileAccess } from "../files/file-access.ts";
import { writeNewFile } from "../files/private-files.ts";
import { errorCode } from "../files/storage-error.ts";
import { type LockOwner, newOwner, parseOwner, stateOf } from "./lock-owner.ts";

/** Gives a lock back. */
export type ReleaseLock = () => Promise<void>;

/**
 * Takes a lock: a file that names its owner. The lock of a process that is gone is taken over. Our own, because the usual
 * library lets two processes take over the same stale lock, and keeps a timer running.
 *
 * @throws MassGenError `log-locked`
 */
export async function takeLock(path: string, files: FileAccess): Promise<ReleaseLock> {
  const owner = newOwner();
  // Written whole under a name of its own first: no one ever reads half an owner.
  const own = `${path}.${owner.token}`;
  await writeNewFile(own, JSON.stringify(owner), files);
  try {
    if (!(await putInPlace(own, path, files))) await takeOver(own, path, files);
  } finally {
    await files.rm(own, { force: true });
  }
  return async () => {
    if ((await readOwner(path, files))?.token === owner.token) await files.rm(path, { force: true });
  };
}

/** @returns whether there was no lock yet. */
async function putInPlace(own: string, path: string, files: FileAccess): Promise<boolean> {
  try {
    await files.link(own, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
  }
  try {
    // For file systems without hard links.
    await files.copyFile(own, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function takeOver(own: string, path: string, files: FileAccess): Promise<void> {
  const holder = await readOwner(path, files);
  if (holder === undefined || stateOf(holder) !== "gone") throw lockedError(path, holder);
  // Of several that find the same dead owner only one may replace its lock, and only while it is still that owner's.
  const release = await takeLock(`${path}.takeover`, files);
  try {
    const current = await readOwner(path, files);
    if (current?.token !== holder.token) throw lockedError(path, current);
    await files.rename(own, path);
  } finally {
    await release();
  }
}

async function readOwner(path: string, files: FileAccess): Promise<LockOwner | undefined> {
  try {
    return parseOwner(await files.readFile(path, "utf8"));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function lockedError(path: string, holder: LockOwner | undefined): MassGenError {
  const code = "log-locked";
  if (holder === undefined) {
    const remedy = `Try again; if nothing has it open, delete ${path}.`;
    return new MassGenError("The log is being opened or closed by another program.", { code, remedy });
  }
  if (stateOf(holder) === "unknown") {
    const remedy = `If nothing on that machine has it open any more, delete ${path}.`;
    return new MassGenError(`The log was opened on another machine, ${holder.host}.`, { code, remedy });
  }
  const where = holder.pid === process.pid ? "this process" : `process ${holder.pid}`;
  return new MassGenError(`The log is open in ${where}.`, { code, remedy: "Close it there first." });
}
