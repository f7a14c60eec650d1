import { join, resolve } from "node:path";
import { MassGenError } from "@massgen/core";
import { type FileAccess, nodeFiles } from "../files/file-access.ts";
import { storageError } from "../files/storage-error.ts";
import { takeLock } from "../lock/file-lock.ts";
import { hasLogBeginning, logBeginningBytes } from "../log/header.ts";
import { lockPath, realPath } from "../log/log-paths.ts";
import { listFiles } from "./list-files.ts";
import { checkRetention, expire, type KeptFile, type Pruned, type Retention } from "./retention.ts";

export interface PruneOptions extends Retention {
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Default `node:fs/promises`. */
  readonly files?: FileAccess;
}

/**
 * Deletes old run logs of a directory, oldest first. A log that is open stays, and so does every file that is not a run
 * log. `maximumBytes: 0` deletes all that are not open.
 *
 * @throws MassGenError `invalid-option`, `permission-denied`, `storage-failed`
 */
export async function pruneRunLogs(
  directory: string,
  { now = Date.now, files = nodeFiles, ...retention }: PruneOptions,
): Promise<Pruned> {
  checkRetention(retention);
  try {
    const folder = resolve(directory);
    const logs: KeptFile[] = [];
    for (const file of await listFiles(folder, files)) {
      if (await isLog(join(folder, file.name), files)) logs.push(file);
    }
    return await expire(logs, retention, now(), ({ name }) => deleteLog(join(folder, name), files));
  } catch (error) {
    throw storageError("The run logs could not be pruned.", error);
  }
}

/** @returns whether it was deleted; one that is open is not. */
async function deleteLog(path: string, files: FileAccess): Promise<boolean> {
  try {
    const unlock = await takeLock(lockPath(await realPath(path, files)), files);
    try {
      await files.rm(path);
    } finally {
      await unlock();
    }
    return true;
  } catch (error) {
    if (MassGenError.isInstance(error) && error.code === "log-locked") return false;
    throw error;
  }
}

async function isLog(path: string, files: FileAccess): Promise<boolean> {
  const file = await files.open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(logBeginningBytes), 0, logBeginningBytes, 0);
    return hasLogBeginning(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
