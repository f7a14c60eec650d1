import { omissionNote } from "../conversation/notes.ts";

/**
 * How much of a tool's output stays below its note, in UTF-16 characters. An end that stops within a line is cut back
 * to whole lines where at least half of what is asked remains.
 */
export interface PreviewOptions {
  /** Characters of the beginning, at most. Default 0. */
  readonly head?: number;
  /** Characters of the end, at most. Default 0. */
  readonly tail?: number;
}

/**
 * Both ends of a text with a note between them that says how much is missing. Each end stops at the end of a line where
 * that leaves it at least half as long as asked, and never between the two halves of a surrogate pair.
 */
export function previewOf(text: string, { head = 0, tail = 0 }: PreviewOptions): string {
  if (text.length <= head + tail) return text;
  const headEnd = endOfHead(text, head);
  const tailStart = startOfTail(text, tail);
  const parts = [text.slice(0, headEnd), omissionNote(tailStart - headEnd), text.slice(tailStart)];
  return parts
    .map((part) => part.replace(/^\n|\n$/g, ""))
    .filter((part) => part !== "")
    .join("\n");
}

function endOfHead(text: string, length: number): number {
  const lineEnd = text.lastIndexOf("\n", length - 1) + 1;
  if (length > 0 && lineEnd >= length / 2) return lineEnd;
  return splitsPair(text, length) ? length - 1 : length;
}

function startOfTail(text: string, length: number): number {
  const start = text.length - length;
  if (length > 0) {
    const lineStart = text.indexOf("\n", start - 1) + 1;
    if (lineStart > 0 && text.length - lineStart >= length / 2) return lineStart;
  }
  return splitsPair(text, start) ? start + 1 : start;
}

/** Whether a place in a text is between the two halves of a surrogate pair. */
function splitsPair(text: string, place: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(place - 1, place + 1));
}
