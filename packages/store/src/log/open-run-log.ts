import type { FileHandle } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { MassGenError, type RunLog, type RunLogHeader } from "@massgen/core";
import { type FileAccess, nodeFiles } from "../files/file-access.ts";
import { ensureDirectory, privateFileMode, syncDirectory } from "../files/private-files.ts";
import { storageError } from "../files/storage-error.ts";
import { takeLock } from "../lock/file-lock.ts";
import { createRunLog } from "./create-run-log.ts";
import { logVersion, newHeader } from "./header.ts";
import { notALog } from "./log-errors.ts";
import { createLogFile } from "./log-file.ts";
import { lockPath, realPath } from "./log-paths.ts";
import { readLog } from "./read-log.ts";

export interface RunLogOptions {
  /** Format of the conversation's items, e.g. `openai-responses`; an existing log must have the same. */
  readonly format: string;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Default `node:fs/promises`. */
  readonly files?: FileAccess;
}

/**
 * Opens the log of a conversation for writing; one that is not there yet is begun, with mode 0600. What a crash left half
 * written at its end is cut off, and `reading` says so. A log has one writer at a time.
 *
 * `Item` is the caller's word for what the log holds: items are JSON values, and nobody looks into them.
 *
 * @throws MassGenError `log-locked`, `log-damaged`, `not-a-run-log`, `newer-log-version`, `other-item-format`,
 *   `disk-full`, `permission-denied`, `storage-failed`
 */
export async function openRunLog<Item = unknown>(path: string, options: RunLogOptions): Promise<RunLog<Item>> {
  const { files = nodeFiles } = options;
  try {
    await ensureDirectory(dirname(resolve(path)), files);
    const absolute = await realPath(resolve(path), files);
    const unlock = await takeLock(lockPath(absolute), files);
    try {
      const file = await files.open(absolute, "a+", privateFileMode);
      const release = async () => {
        await file.close();
        await unlock();
      };
      return await openFile<Item>(file, absolute, { ...options, files, release });
    } catch (error) {
      await unlock();
      throw error;
    }
  } catch (error) {
    throw storageError("The run log could not be opened.", error);
  }
}

interface OpenSettings extends RunLogOptions {
  readonly files: FileAccess;
  readonly release: () => Promise<void>;
}

async function openFile<Item>(handle: FileHandle, path: string, settings: OpenSettings): Promise<RunLog<Item>> {
  const { files, format, now = Date.now, release } = settings;
  const time = () => new Date(now()).toISOString();
  try {
    if (!(await handle.stat()).isFile()) throw notALog(path);
    const content = await readLog<Item>(handle, path, (header) => refuseOther(header, format));
    const file = createLogFile(handle, content.bytes);
    if (content.reading.tornBytes > 0) await file.cut(content.bytes);
    if (content.open) await file.append("\n");
    if (content.header !== undefined) return createRunLog({ ...content, header: content.header, file, time, release });
    const header = newHeader(format, time());
    const line = `${JSON.stringify(header)}\n`;
    await file.append(line);
    await syncDirectory(dirname(path), files);
    return createRunLog({ ...content, header, headerBytes: Buffer.byteLength(line), sequence: 1, file, time, release });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function refuseOther(header: RunLogHeader, format: string): void {
  if (header.version > logVersion) {
    throw new MassGenError(`The run log has version ${header.version}; this package writes version ${logVersion}.`, {
      code: "newer-log-version",
      remedy: "Update @massgen/store, or read the log with readRunLog.",
    });
  }
  if (header.format !== format) {
    const problem = `The run log holds items of the format ${JSON.stringify(header.format)}.`;
    throw new MassGenError(problem, { code: "other-item-format", remedy: "Open it with that format." });
  }
}
