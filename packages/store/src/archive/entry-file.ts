import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type ArchiveEntry, MassGenError } from "@massgen/core";
import type { FileAccess } from "../files/file-access.ts";
import { writeNewFile } from "../files/private-files.ts";
import { errorCode } from "../files/storage-error.ts";
import { isArchiveId } from "./archive-id.ts";

/** Says whose the file is: `clear` must not take another for an entry. */
const suffix = ".massgen.json";
const version = 1;

/** The id of the entry that a file holds; `undefined` where its name is not that of an entry. */
export function idOf(name: string): string | undefined {
  const id = name.slice(0, -suffix.length);
  return name.endsWith(suffix) && isArchiveId(id) ? id : undefined;
}

export function entryPath(directory: string, id: string): string {
  return join(directory, `${id}${suffix}`);
}

/** Whether a file is one that was being written: nobody else's has such a name. */
export function isUnfinished(name: string): boolean {
  return /^\.massgen-[\da-f-]{36}\.tmp$/.test(name);
}

/** Writes an entry: its file is there whole, or not at all. */
export async function writeEntry(directory: string, entry: ArchiveEntry, files: FileAccess): Promise<void> {
  const { id, format, items, texts, tokens } = entry;
  const unfinished = join(directory, `.massgen-${randomUUID()}.tmp`);
  try {
    await writeNewFile(unfinished, serialise({ version, id, format, tokens, texts, items }), files);
    await files.rename(unfinished, entryPath(directory, id));
  } catch (error) {
    await files.rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
}

/**
 * @returns `undefined` where there is no such entry.
 * @throws MassGenError `archive-damaged`
 */
export async function readEntry(directory: string, id: string, files: FileAccess): Promise<ArchiveEntry | undefined> {
  const path = entryPath(directory, id);
  let text: string;
  try {
    text = await files.readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
  const entry = parse(text);
  if (entry?.id === id) return entry;
  throw new MassGenError(`The archive's file ${path} does not hold its entry.`, {
    code: "archive-damaged",
    remedy: "Restore it from a backup, or delete it.",
  });
}

function serialise(value: object): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new MassGenError("An archive entry cannot be written as JSON.", {
      code: "invalid-archive-entry",
      remedy: "Keep items to JSON values.",
      cause,
    });
  }
}

function parse(text: string): ArchiveEntry | undefined {
  try {
    const { id, format, items, texts, tokens } = JSON.parse(text);
    const whole =
      typeof id === "string" &&
      typeof format === "string" &&
      Array.isArray(items) &&
      Array.isArray(texts) &&
      texts.every((entry) => typeof entry === "string") &&
      typeof tokens === "number";
    return whole ? { id, format, items, texts, tokens } : undefined;
  } catch {
    return undefined;
  }
}
