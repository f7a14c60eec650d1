import { resolve } from "node:path";
import type { ReadableRunLog } from "@massgen/core";
import { type FileAccess, nodeFiles } from "../files/file-access.ts";
import { storageError } from "../files/storage-error.ts";
import { notALog } from "./log-errors.ts";
import { readLog } from "./read-log.ts";

/**
 * Reads a log as it is now, without opening it for writing: also one that another program is writing. Changes nothing;
 * a torn last line is left out.
 *
 * @throws MassGenError `log-damaged`, `not-a-run-log`, `permission-denied`, `storage-failed`
 */
export async function readRunLog<Item = unknown>(
  path: string,
  { files = nodeFiles }: { readonly files?: FileAccess } = {},
): Promise<ReadableRunLog<Item>> {
  const absolute = resolve(path);
  try {
    const file = await files.open(absolute, "r");
    try {
      const { header, reading, replay } = await readLog<Item>(file, absolute);
      if (header === undefined) throw notALog(absolute);
      const { conversation, window, coverage } = replay;
      return { header, reading, conversation, window, coverage };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw storageError("The run log could not be read.", error);
  }
}
