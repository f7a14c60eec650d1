import { maskSecrets } from "@massgen/core/provider";
import { previewOf } from "../../preview.ts";

/** Share of a shortened text that is its beginning; the rest is its end, where results and errors tend to be. */
const headShare = 0.6;

/** Base64 in one run or in lines, and `data:` URLs. Each starts where a run starts, so that a text is read once. */
const dataShapes: readonly RegExp[] = [
  /\bdata:[\w.+-]{1,60}\/[\w.+-]{1,60}(?:;[\w=.-]{1,60}){0,4},[\w+/=%-]{40,}/g,
  /(?<![\w+/-])[\w+/-]{200,}={0,2}/g,
  /(?<![\w+/-])(?:[A-Za-z\d+/]{60,120}\r?\n){4,}[A-Za-z\d+/]{0,120}={0,2}/g,
];

/**
 * A text as a summariser is to see it: data that nobody reads and secrets taken out.
 *
 * @param limit - characters above which only both ends stay.
 */
export function readableText(text: string, limit = Number.POSITIVE_INFINITY): string {
  const withoutData = dataShapes.reduce(
    (rest, shape) => rest.replace(shape, (data) => `[${data.length} characters of data]`),
    text,
  );
  const readable = maskSecrets(withoutData);
  if (readable.length <= limit) return readable;
  const head = Math.floor(limit * headShare);
  return previewOf(readable, { head, tail: limit - head });
}
