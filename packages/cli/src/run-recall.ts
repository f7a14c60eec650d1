import { stat } from "node:fs/promises";
import type { ArchiveEntry, ArchiveHit } from "@massgen/core";
import { createFileArchive } from "@massgen/store";
import { exitCodes } from "./exit-codes.ts";
import { inputError } from "./input-error.ts";
import type { RecallCommandOptions } from "./recall-command.ts";
import { printable } from "./render/printable.ts";
import { terminalSafeJson } from "./render/terminal-safe-json.ts";
import { writeStream } from "./render/write-stream.ts";

/** Runs `massgen recall` and answers with the exit code. */
export async function runRecall(directory: string, query: string, options: RecallCommandOptions): Promise<number> {
  const limit = Number(options.limit);
  if (!Number.isSafeInteger(limit) || limit <= 0) {
    throw inputError(`--limit "${options.limit}" is not a whole number above zero.`, "Write, for example, --limit 20.");
  }
  const isDirectory = await stat(directory)
    .then((found) => found.isDirectory())
    .catch(() => false);
  if (!isDirectory)
    throw inputError(`There is no archive ${directory}.`, "Name the directory given to massgen compact --archive.");

  const archive = createFileArchive(directory);
  const entry = /^[\da-z]{8,32}$/.test(query) ? await archive.get(query) : undefined;
  const hits = entry === undefined ? await archive.search(query, { limit }) : [];
  const found = entry ?? hits;
  if (options.json === true) await writeStream(process.stdout, `${terminalSafeJson(JSON.stringify(found, null, 2))}\n`);
  else await writeStream(process.stdout, entry === undefined ? formatHits(hits) : formatEntry(entry));
  return entry === undefined && hits.length === 0 ? exitCodes.failed : exitCodes.success;
}

function formatHits(hits: readonly ArchiveHit[]): string {
  if (hits.length === 0) return "Nothing found.\n";
  return hits.map(({ id, excerpt }) => `${id}  ${printable(excerpt)}\n`).join("");
}

function formatEntry({ id, texts, tokens }: ArchiveEntry): string {
  const heading = `${id}: ${texts.length} ${texts.length === 1 ? "item" : "items"}, ${tokens} tokens\n`;
  return heading + texts.map((text) => `\n${text.split("\n").map(printable).join("\n")}\n`).join("");
}
