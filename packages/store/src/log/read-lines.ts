import type { FileHandle } from "node:fs/promises";

export interface Line {
  /** Counts from 1. */
  readonly number: number;
  /** Without the line break. */
  readonly bytes: Buffer;
  /** Where it begins in the file, in bytes. */
  readonly start: number;
  /** Whether a line break follows. */
  readonly ended: boolean;
}

const lineBreak = 0x0a;
const chunkSize = 1 << 18;

/** The lines of a file, read piece by piece: the whole need not fit into one string. */
export async function* readLines(file: FileHandle): AsyncGenerator<Line, void, undefined> {
  const chunk = Buffer.allocUnsafe(chunkSize);
  let pending: Buffer[] = [];
  let number = 1;
  let start = 0;
  let position = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunkSize, position);
    if (bytesRead === 0) break;
    const read = chunk.subarray(0, bytesRead);
    let from = 0;
    for (let end = read.indexOf(lineBreak); end >= 0; end = read.indexOf(lineBreak, from)) {
      yield { number, bytes: Buffer.concat([...pending, read.subarray(from, end)]), start, ended: true };
      pending = [];
      number += 1;
      from = end + 1;
      start = position + from;
    }
    if (from < bytesRead) pending.push(Buffer.from(read.subarray(from)));
    position += bytesRead;
  }
  if (pending.length > 0) yield { number, bytes: Buffer.concat(pending), start, ended: false };
}
