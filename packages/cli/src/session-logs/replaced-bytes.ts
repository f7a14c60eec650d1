import { isUtf8 } from "node:buffer";
import type { SkipTally } from "./skip-tally.ts";

/** What a decoder puts in place of bytes that are not UTF-8, and its own bytes. */
const replacement = "\uFFFD";
const replacementBytes = Buffer.from(replacement);

/**
 * Number of bytes that are not UTF-8, in place of which the text has U+FFFD. A U+FFFD that the bytes themselves have is
 * none of them.
 */
export function replacedBytes(bytes: Buffer, text: string): number {
  if (isUtf8(bytes)) return 0;
  const added = text.split(replacement).length - 1 - occurrences(bytes);
  return bytes.length - (Buffer.byteLength(text) - added * replacementBytes.length);
}

function occurrences(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(replacementBytes); at >= 0; at = bytes.indexOf(replacementBytes, at + 1)) count += 1;
  return count;
}

/** Counts the bytes of a file that were replaced, and knows the first line that had some. */
export interface ReplacedBytesTally {
  add(line: number, bytes: number): void;
  /** Says so, at the end of the file. */
  report(tally: SkipTally): void;
}

export function createReplacedBytesTally(): ReplacedBytesTally {
  let first: number | undefined;
  let lines = 0;
  let total = 0;
  return {
    add(line, bytes) {
      if (bytes === 0) return;
      first ??= line;
      lines += 1;
      total += bytes;
    },
    report(tally) {
      if (first === undefined) return;
      const where = lines === 1 ? `in line ${first}` : `in ${lines} lines from line ${first} on`;
      tally.add(
        [`byte that is not UTF-8, read as U+FFFD, ${where}`, `bytes that are not UTF-8, read as U+FFFD, ${where}`],
        total,
      );
    },
  };
}
