import { type FileHandle, mkdir, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MassGenError } from "@massgen/core";
import type { ComputerRunLog } from "../loop/run-log.ts";
import { cutTornRecord } from "./cut-torn-record.ts";
import { folderInUse, notARun, nothingRecorded, recordingFailed } from "./folder-errors.ts";
import { lockFolder } from "./lock-folder.ts";
import { extensionOf, findPicture, pictureFile } from "./pictures.ts";
import { readAnyRecords } from "./read-records.ts";

/** Name of the log within a run's folder; beside it is `frames`, a picture a file, named after its SHA-256. */
const recordsFile = "run.jsonl";

/** A run that is kept on disk. */
export interface RunFolder extends ComputerRunLog {
  readonly path: string;
  /** Closes the file, and lets others open the folder; what was appended is on disk. May be called twice. */
  close(): Promise<void>;
}

export interface RunFolderOptions {
  /** Whether the run in it is taken up again; otherwise the folder must not hold one. Default `false`. */
  readonly resume?: boolean;
}

/**
 * Opens a folder that a run is kept in, and makes it where there is none. Files are for their owner alone (mode 0600):
 * frames show what was on the screen.
 *
 * A record is on disk before `append` answers. A record that a crash has cut short is taken away when the run is taken up
 * again; a run that was cut in its first record is begun anew. While it is open, nobody else can open it to write; it can
 * be read, and replayed, at any time.
 *
 * @throws MassGenError `run-exists`, `run-in-use`, `no-run`, `invalid-run`, `run-unwritable`.
 */
export async function openRunFolder(path: string, { resume = false }: RunFolderOptions = {}): Promise<RunFolder> {
  const file = join(path, recordsFile);
  const frames = join(path, "frames");
  if (resume) await checkExists(path, file);
  await attempt(path, () => mkdir(frames, { recursive: true, mode: 0o700 }));
  const unlock = await attempt(path, () => lockFolder(path));
  let handle: FileHandle;
  try {
    if (resume && !(await attempt(path, () => cutTornRecord(file)))) throw notARun(path);
    handle = await attempt(path, () => open(file, resume ? "a" : "ax", 0o600));
  } catch (error) {
    await unlock();
    throw error;
  }
  let isOpen = true;
  return {
    path,
    append: (record) => attempt(path, () => appendWhole(handle, `${JSON.stringify(record)}\n`)),
    read: () => readAnyRecords(path),
    async putFrame(id, frame) {
      const name = pictureFile(id, extensionOf(frame.mediaType));
      await attempt(path, () => writeOnce(join(frames, name), frame.data));
    },
    getFrame: (id) => findPicture(frames, id),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      try {
        await handle.close();
      } finally {
        await unlock();
      }
    },
  };
}

/** A short write must not leave half a record before the next one. */
async function appendWhole(handle: FileHandle, line: string): Promise<void> {
  const { size } = await handle.stat();
  try {
    await handle.appendFile(line);
    await handle.datasync();
  } catch (error) {
    await handle.truncate(size).catch(() => undefined);
    throw error;
  }
}

/** Complete or not there: a crash leaves a file of another name, or of another size where the machine went with it. */
async function writeOnce(path: string, data: Uint8Array): Promise<void> {
  if ((await sizeOf(path)) === data.byteLength) return;
  const partial = `${path}.${process.pid}.partial`;
  try {
    await writeFile(partial, data, { mode: 0o600 });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function checkExists(path: string, file: string): Promise<void> {
  if ((await sizeOf(file)) === undefined) throw nothingRecorded(path);
}

async function attempt<Result>(path: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (MassGenError.isInstance(error)) throw error;
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw folderInUse(path, error);
    throw recordingFailed(path, error);
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}
