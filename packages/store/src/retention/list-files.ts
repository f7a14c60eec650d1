import { join } from "node:path";
import type { FileAccess } from "../files/file-access.ts";
import { errorCode } from "../files/storage-error.ts";
import type { KeptFile } from "./retention.ts";

/** The ordinary files of a directory; none where it is not there. One that vanishes meanwhile is left out. */
export async function listFiles(directory: string, files: FileAccess): Promise<readonly KeptFile[]> {
  const names = await listNames(directory, files);
  const found: KeptFile[] = [];
  for (const name of names) {
    try {
      const stats = await files.stat(join(directory, name));
      if (stats.isFile()) found.push({ name, bytes: stats.size, modified: stats.mtimeMs });
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw error;
    }
  }
  return found;
}

/** The names in a directory; none where it is not there. */
export async function listNames(directory: string, files: FileAccess): Promise<readonly string[]> {
  try {
    return await files.readdir(directory);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}
