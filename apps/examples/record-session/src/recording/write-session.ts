import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ConversationItem } from "@massgen/core";

/** Writes one item a line; a reader never sees half a file. */
export async function writeSession(path: string, items: readonly ConversationItem[]): Promise<void> {
  const partial = `${path}.partial`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(partial, toJsonLines(items));
  await rename(partial, path);
}

export function toJsonLines(items: readonly ConversationItem[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join("");
}
