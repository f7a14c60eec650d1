import { createReadStream } from "node:fs";
import { replacedBytes } from "./replaced-bytes.ts";

/** One line of a file. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its end; `undefined` where it is longer than what is held in memory. */
  readonly text: string | undefined;
  /** Whether the file ends within it, so that it may be half written. */
  readonly isLast: boolean;
  /** Bytes that are not UTF-8, in place of which the text has U+FFFD. */
  readonly replacedBytes: number;
}

export interface ReadLinesOptions {
  readonly signal?: AbortSignal | undefined;
  /** Longest line that is held in memory, in bytes. Default 64 MB. */
  readonly longest?: number;
}

const lineFeed = 0x0a;
const defaultLongest = 64_000_000;

/**
 * Streams a file line by line; empty lines are passed over. Lines end at a line feed and nowhere else: JSON may hold
 * U+2028 as it is, which Node's `readline` would take for an end.
 */
export async function* readLines(
  path: string,
  { signal, longest = defaultLongest }: ReadLinesOptions = {},
): AsyncGenerator<Line> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let number = 1;
  const keep = (piece: Uint8Array) => {
    length += piece.length;
    if (length <= longest) pieces.push(piece);
    else pieces.length = 0;
  };
  const take = (isLast: boolean): Line => {
    const bytes = length > longest ? undefined : Buffer.concat(pieces);
    const text = bytes?.toString("utf8");
    pieces.length = 0;
    length = 0;
    return {
      number: number++,
      text: number === 2 ? text?.replace(/^\uFEFF/, "") : text,
      isLast,
      replacedBytes: bytes === undefined || text === undefined ? 0 : replacedBytes(bytes, text),
    };
  };
  for await (const chunk of createReadStream(path, { signal, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end));
      start = end + 1;
      const line = take(false);
      if (line.text?.trim() !== "") yield line;
    }
    keep(chunk.subarray(start));
  }
  if (length > 0) {
    const line = take(true);
    if (line.text?.trim() !== "") yield line;
  }
}
