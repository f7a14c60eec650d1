import { constants } from "node:fs";
import { access, lstat, realpath } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { MassGenError } from "@massgen/core";

/** A file that pages may be given. */
export interface Upload {
  /** What the model calls it: different for each. */
  readonly name: string;
  /** Where it was when it was allowed, without links. */
  readonly path: string;
  /** Where its user said that it is. */
  readonly source: string;
}

/**
 * Resolves the files that a user allows.
 *
 * @throws MassGenError `invalid-option` where one is not a regular file that can be read.
 */
export async function resolveUploads(sources: readonly string[]): Promise<readonly Upload[]> {
  const uploads: Upload[] = [];
  for (const source of sources.map((path) => resolve(path))) {
    const path = await regularFile(source);
    if (path === undefined) {
      throw new MassGenError(`The upload ${source} is not a regular file that can be read.`, {
        code: "invalid-option",
        remedy: "List files that exist, not folders or devices.",
      });
    }
    if (!uploads.some((other) => other.path === path)) {
      uploads.push({ name: freeName(source, uploads), path, source });
    }
  }
  return uploads;
}

/** Whether a file is still the one that was allowed, and not a link to another by now. */
export async function isStillAllowed(upload: Upload): Promise<boolean> {
  return (await regularFile(upload.source)) === upload.path;
}

async function regularFile(source: string): Promise<string | undefined> {
  try {
    const path = await realpath(source);
    await access(path, constants.R_OK);
    return (await lstat(path)).isFile() ? path : undefined;
  } catch {
    return undefined;
  }
}

function freeName(source: string, uploads: readonly Upload[]): string {
  const taken = (name: string) => uploads.some((upload) => upload.name === name);
  const short = basename(source);
  return !taken(short)
    ? short
    : !taken(`${basename(dirname(source))}/${short}`)
      ? `${basename(dirname(source))}/${short}`
      : source;
}
