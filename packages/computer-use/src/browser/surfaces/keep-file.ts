import { constants } from "node:fs";
import { chmod, copyFile, link, unlink } from "node:fs/promises";
import { join } from "node:path";
import { splitName } from "./safe-file-name.ts";

/** Names that are tried: `a.txt`, `a (1).txt`, and so on. */
const maximumAttempts = 1_000;

/**
 * Moves a file into a folder without ever overwriting another, readable and writable for its user only.
 *
 * @throws Error of the file system; the file stays where it was.
 */
export async function keepFile(from: string, folder: string, name: string): Promise<string> {
  await chmod(from, 0o600);
  const { stem, extension } = splitName(name);
  for (let number = 0; number < maximumAttempts; number += 1) {
    const path = join(folder, number === 0 ? name : `${stem} (${number})${extension}`);
    try {
      await place(from, path);
      await unlink(from);
      return path;
    } catch (error) {
      if (!hasCode(error, "EEXIST")) {
        throw error;
      }
    }
  }
  throw new Error("There are too many files of that name.");
}

async function place(from: string, path: string): Promise<void> {
  try {
    await link(from, path);
  } catch (error) {
    if (hasCode(error, "EEXIST")) {
      throw error;
    }
    // Not every file system has links.
    await copyFile(from, path, constants.COPYFILE_EXCL);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
