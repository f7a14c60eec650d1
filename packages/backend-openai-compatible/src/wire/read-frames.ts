import { type Frame, UnreadableAnswer } from "./frame.ts";
import { createSseReader } from "./sse-reader.ts";

/** Longest answer that is read, in UTF-16 units: hundreds of times what a model can say, and within memory. */
const longest = 64 * 1024 * 1024;

/**
 * Reads a response bit by bit. Whether it is a stream or one JSON body is seen from its first character, since servers
 * label both wrongly.
 *
 * @param heard - called for each piece that comes.
 * @throws UnreadableAnswer
 */
export async function* readFrames(response: Response, heard: () => void): AsyncGenerator<Frame, void, undefined> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const sse = createSseReader();
  const body: string[] = [];
  let isBody: boolean | undefined;
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      heard();
      const text = decoder.decode(value, { stream: true });
      length += text.length;
      if (length > longest) throw new UnreadableAnswer("it does not end");
      isBody ??= looksLikeBody(text);
      if (isBody !== false) body.push(text);
      if (isBody === false) yield* sse.feed(body.splice(0).join("") + text);
    }
    if (isBody === true) yield { kind: "body", value: parseBody(body.join("")) };
    else if (isBody === false) yield* sse.end();
  } finally {
    // Rejects where the connection is broken already, and then there is nothing to close.
    void reader.cancel().catch(() => undefined);
  }
}

/** By the first character that is no space; `undefined` where none has come yet. */
function looksLikeBody(text: string): boolean | undefined {
  const first = text.trimStart()[0];
  return first === undefined ? undefined : first === "{" || first === "[" || first === "<";
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableAnswer("it is neither a stream nor JSON");
  }
}
