import { createReadStream } from "node:fs";

/** The lines of a file of JSON lines: only a line feed ends one, as texts may hold what else ends lines. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const pieces: string[] = [];
  const stream = createReadStream(path, "utf8");
  try {
    for await (const chunk of stream) {
      const [rest = "", ...next] = String(chunk).split("\n");
      pieces.push(rest);
      for (const piece of next) {
        yield pieces.splice(0).join("");
        pieces.push(piece);
      }
    }
  } finally {
    stream.destroy();
  }
  const last = pieces.join("");
  if (last !== "") yield last;
}
