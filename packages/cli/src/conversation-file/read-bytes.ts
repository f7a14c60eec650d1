import { constants } from "node:buffer";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { MassGenError } from "@massgen/core";
import { inputError } from "../input-error.ts";
import { readNamedPipe } from "./named-pipe.ts";

/** How much is read. */
export interface ReadLimit {
  /** Bytes. */
  readonly bytes: number;
  /** What to do where there is more. */
  readonly remedy: string;
}

const limitOfConversations: ReadLimit = {
  /** The runtime holds no longer text than this. */
  bytes: constants.MAX_STRING_LENGTH,
  remedy: "Split it, or leave out sessions that are not needed.",
};

/**
 * Reads a file, or standard input for `-`.
 *
 * @param limit - default: what a conversation may have.
 * @throws MassGenError `invalid-input` where it cannot be read or is too large.
 */
export async function readBytes(path: string, limit: ReadLimit = limitOfConversations): Promise<Uint8Array> {
  try {
    return path === "-" ? await collect(process.stdin, path, limit) : await readPath(path, limit);
  } catch (error) {
    throw explain(nameOf(path), error);
  }
}

/** What to call the input in messages. */
export function nameOf(path: string): string {
  if (path === "-") return "standard input";
  return path === "" ? '""' : path;
}

async function readPath(path: string, limit: ReadLimit): Promise<Uint8Array> {
  const found = await stat(path);
  if (found.isDirectory()) throw isDirectory(path);
  if (found.size > limit.bytes) throw isTooLarge(path, limit);
  if (found.isFile()) return readFile(path);
  return collect(found.isFIFO() ? readNamedPipe(path) : createReadStream(path), path, limit);
}

/** A stream need not end, so what is kept of it must. */
async function collect(stream: Readable, path: string, limit: ReadLimit): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > limit.bytes) throw isTooLarge(nameOf(path), limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function explain(name: string, error: unknown): unknown {
  if (MassGenError.isInstance(error)) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  switch (code) {
    case undefined:
      return error;
    case "ENOENT":
    case "ENOTDIR":
      return inputError(`There is no file ${name}.`, "Check the path, or pass - to read standard input.", error);
    case "EISDIR":
      return isDirectory(name);
    case "EACCES":
    case "EPERM":
      return inputError(`${name} may not be read.`, "Check its permissions.", error);
    default:
      return inputError(`${name} could not be read (${code}).`, "Check that it is a file.", error);
  }
}

function isDirectory(name: string): MassGenError {
  return inputError(`${name} is a directory.`, "Name one conversation file in it.");
}

function isTooLarge(name: string, { bytes, remedy }: ReadLimit): MassGenError {
  return inputError(`${name} is larger than ${Math.floor(bytes / 1_000_000)} MB.`, remedy);
}
