import type { FileHandle } from "node:fs/promises";
import { storageError } from "../files/storage-error.ts";

/** A file to which whole lines are added: after a write that failed, the file is what it was before. */
export interface LogFile {
  /** Resolves once the disk has the line. */
  append(text: string): Promise<void>;
  /** Cuts the file to its first bytes, and waits until the disk has it so. */
  cut(bytes: number): Promise<void>;
}

/** @param size - bytes of the file that stay. */
export function createLogFile(file: FileHandle, size: number): LogFile {
  let whole = size;
  // A write that failed may have left a part of its line, and so may a cut that failed after it.
  let dirty = false;
  const cut = async (bytes: number) => {
    dirty = true;
    await file.truncate(bytes);
    await file.datasync();
    whole = bytes;
    dirty = false;
  };
  return {
    cut,
    async append(text) {
      const data = Buffer.from(text);
      try {
        if (dirty) await cut(whole);
        dirty = true;
        await file.writeFile(data);
        await file.datasync();
        whole += data.length;
        dirty = false;
      } catch (error) {
        // At best now; otherwise before the next line, or when the log is opened again.
        await cut(whole).catch(() => undefined);
        throw storageError("The run log could not be written.", error);
      }
    },
  };
}
