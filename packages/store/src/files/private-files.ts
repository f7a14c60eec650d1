import { dirname, resolve } from "node:path";
import type { FileAccess } from "./file-access.ts";
import { errorCode } from "./storage-error.ts";

/** Read and written by their owner alone: they hold what was said. */
export const privateFileMode = 0o600;
const privateDirectoryMode = 0o700;

/** Makes a directory that is not there yet; one that is keeps its mode. */
export async function ensureDirectory(path: string, files: FileAccess): Promise<void> {
  const first = await files.mkdir(path, { recursive: true, mode: privateDirectoryMode });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let current = resolve(path); current !== top; ) {
    current = dirname(current);
    await syncDirectory(current, files);
  }
}

/** Makes sure that a file which was made, renamed or removed in a directory is so after a power cut. */
export async function syncDirectory(path: string, files: FileAccess): Promise<void> {
  try {
    const directory = await files.open(path, "r");
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (error) {
    // Windows and some network file systems have no such thing; they order these writes themselves or not at all.
    if (!["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP", "EBADF"].includes(errorCode(error) ?? "")) throw error;
  }
}

/** Writes a file that must not be there yet, and waits until the disk has it. */
export async function writeNewFile(path: string, data: string, files: FileAccess): Promise<void> {
  const file = await files.open(path, "wx", privateFileMode);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}
