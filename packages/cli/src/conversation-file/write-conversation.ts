import { stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { inputError } from "../input-error.ts";
import type { FileLayout } from "./conversation-file.ts";

/**
 * The text of a conversation in the layout that it was read in.
 *
 * @throws MassGenError `invalid-input` where an item is nested too deeply to be written as JSON.
 */
export function formatConversation(items: readonly unknown[], layout: FileLayout): string {
  try {
    return serialise(items, layout);
  } catch (error) {
    throw inputError("The conversation is nested too deeply to be written.", "Take the nested item out.", error);
  }
}

function serialise(items: readonly unknown[], layout: FileLayout): string {
  switch (layout.kind) {
    case "array":
      return `${JSON.stringify(items, null, layout.indent)}\n`;
    case "object":
      return `${JSON.stringify({ ...layout.rest, [layout.key]: items }, null, layout.indent)}\n`;
    case "lines":
      return items.map((item) => `${JSON.stringify(item)}\n`).join("");
  }
}

/** Makes sure, before any work is done, that a file can be written. */
export async function checkOutputPath(path: string): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory()) throw inputError(`${path} is a directory.`, "Name a file to write to.");
  if (existing !== undefined) return;
  const parent = await stat(dirname(path)).catch(() => undefined);
  if (!parent?.isDirectory()) throw inputError(`The folder of ${path} does not exist.`, "Create it first.");
}

/**
 * Writes a file so that it is at every moment either the old one or the new one, whole.
 *
 * @throws MassGenError `invalid-input` where the file cannot be written.
 */
export async function writeOutput(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await write(path, content);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw inputError(`${path} could not be written${code}.`, "Check its permissions and the free space.", error);
  }
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  // A device or pipe must be written to; putting a file in its place would destroy it.
  if (existing !== undefined && !existing.isFile()) return writeFile(path, content);
  const { default: writeFileAtomic } = await import("write-file-atomic");
  await writeFileAtomic(path, typeof content === "string" ? content : Buffer.from(content));
}
