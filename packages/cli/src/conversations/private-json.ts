import { readFileSync, renameSync } from "node:fs";
import { MassGenError } from "@massgen/core";
import { replaceFile } from "../conversation-file/replace-file.ts";

const privateFileMode = 0o600;

/**
 * Replaces a JSON file whole, readable by its owner alone; synchronous, so that a signal never finds it half done.
 *
 * @throws MassGenError `storage-failed`
 */
export function writePrivateJson(path: string, value: unknown): void {
  try {
    replaceFile(path, `${JSON.stringify(value, null, 2)}\n`, privateFileMode);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new MassGenError(`${path} could not be written${code}.`, {
      code: "storage-failed",
      remedy: "Check its permissions and the free space.",
      cause,
    });
  }
}

/** What a JSON file holds; `undefined` where it is missing or damaged. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Keeps a JSON file that cannot be used beside what will take its place, as `NAME.unread.json`. */
export function setAside(path: string): void {
  try {
    renameSync(path, path.replace(/\.json$/, ".unread.json"));
  } catch {
    // It is not there, or cannot be moved, which the writing of what takes its place tells.
  }
}
