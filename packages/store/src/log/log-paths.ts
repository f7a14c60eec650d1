import { basename, dirname, join } from "node:path";
import type { FileAccess } from "../files/file-access.ts";
import { errorCode } from "../files/storage-error.ts";

/** The lock of a log, beside it. */
export function lockPath(log: string): string {
  return `${log}.lock`;
}

/** The one name of a log that links may give others to: a lock under each name would let in a writer for each. */
export async function realPath(path: string, files: FileAccess): Promise<string> {
  try {
    return await files.realpath(path);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    return join(await files.realpath(dirname(path)), basename(path));
  }
}
