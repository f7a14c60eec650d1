import type { Stats } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { inputError } from "../input-error.ts";
import { noteOutput } from "../interruption.ts";
import { writeNamedPipe } from "./named-pipe.ts";
import { replaceFile } from "./replace-file.ts";

/** Makes sure, before any work is done, that a path can be written to. */
export async function checkOutputPath(path: string): Promise<void> {
  if (path === "") throw inputError("--output has no file name.", "Name a file, or leave the option out.");
  const existing = await find(path);
  if (existing?.isDirectory()) throw inputError(`${path} is a directory.`, "Name a file to write to.");
  if (existing !== undefined) return;
  const parent = await find(dirname(path));
  if (!parent?.isDirectory()) throw inputError(`The folder of ${path} does not exist.`, "Create it first.");
}

/**
 * Writes what a command made: a file is replaced whole or stays as it was, a device or pipe is written to.
 *
 * @throws MassGenError `invalid-input` where that fails.
 */
export async function writeOutput(path: string, content: string | Uint8Array): Promise<void> {
  try {
    const existing = await find(path);
    if (existing === undefined || existing.isFile()) {
      replaceFile(path, content);
    } else if (existing.isFIFO()) {
      await writeNamedPipe(path, content, () => noteOutput("partial"));
    } else {
      noteOutput("partial");
      await writeFile(path, content);
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw inputError(`${path} could not be written${code}.`, "Check its permissions and the free space.", error);
  }
}

async function find(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}
