import { constants } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import type { MassGenError } from "@massgen/core";
import { inputError } from "../input-error.ts";
import { groupDigits } from "../render/numbers.ts";

/** What a file is for, in words. */
export interface RegularFileSettings {
  /** Most bytes that it may have, a multiple of 1 MB. */
  readonly limit: number;
  /** With an article, e.g. `an image`. */
  readonly purpose: string;
}

const megabyte = 1024 * 1024;

/**
 * Reads a small file whole. A device, a pipe or a directory is refused, as reading one may never end, and so is what has
 * too many bytes, whatever size it states.
 *
 * @throws MassGenError `invalid-input`
 */
export async function readRegularFile(path: string, settings: RegularFileSettings): Promise<Buffer> {
  try {
    // Before it is opened: that alone has effects on a device, and on whoever writes into a pipe.
    check(path, await stat(path), settings);
    // By then another one may lie there, and opening a pipe would wait for its writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      check(path, await file.stat(), settings);
      return await readBounded(path, file, settings);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error) || error.code === "invalid-input") throw error;
    if (error.code === "ENOENT") throw inputError(`There is no file ${path}.`, "Check the path.", error);
    const problem = `${path} could not be read (${String(error.code)}).`;
    throw inputError(problem, "Check that it is a file you may read.", error);
  }
}

function check(
  path: string,
  found: { readonly size: number; isFile(): boolean },
  { limit, purpose }: RegularFileSettings,
): void {
  if (!found.isFile()) throw inputError(`${path} is no regular file.`, `Save ${purpose} to a file, and name that.`);
  if (found.size > limit) throw tooLarge(path, found.size, { limit, purpose });
}

/** Some files state no size, and others grow. */
async function readBounded(path: string, file: FileHandle, settings: RegularFileSettings): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of file.createReadStream({ autoClose: false, end: settings.limit })) {
    chunks.push(chunk);
    length += chunk.length;
  }
  if (length > settings.limit) throw tooLarge(path, undefined, settings);
  return Buffer.concat(chunks, length);
}

function tooLarge(path: string, size: number | undefined, { limit, purpose }: RegularFileSettings): MassGenError {
  const most = `${limit / megabyte} MB`;
  const found = size === undefined ? `more than ${most}` : `${groupDigits(Math.ceil((size / megabyte) * 10) / 10)} MB`;
  return inputError(`${path} has ${found}; ${purpose} may have ${most}.`, "Make it smaller first.");
}
