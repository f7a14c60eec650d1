import { constants } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { inputError } from "../input-error.ts";

/** Reads a file, or standard input for `-`. */
export async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = path === "-" ? await buffer(process.stdin) : await readPath(path);
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    const limit = Math.floor(constants.MAX_STRING_LENGTH / 1_000_000);
    throw inputError(
      `${nameOf(path)} is larger than ${limit} MB.`,
      "Split it, or leave out sessions that are not needed.",
    );
  }
  return bytes;
}

/** What to call the input in messages. */
export function nameOf(path: string): string {
  return path === "-" ? "standard input" : path;
}

async function readPath(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).isDirectory()) {
      throw inputError(`${path} is a directory.`, "Name one conversation file in it.");
    }
    return await readFile(path);
  } catch (error) {
    throw explain(path, error);
  }
}

function explain(path: string, error: unknown): unknown {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "ENOENT":
    case "ENOTDIR":
      return inputError(`There is no file ${path}.`, "Check the path, or pass - to read standard input.", error);
    case "EACCES":
    case "EPERM":
      return inputError(`${path} may not be read.`, "Check the file's permissions.", error);
    case "ERR_FS_FILE_TOO_LARGE":
      return inputError(`${path} is larger than 2 GB.`, "Split it, or leave out sessions that are not needed.", error);
    default:
      return error;
  }
}
