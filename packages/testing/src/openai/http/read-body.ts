import type { IncomingMessage } from "node:http";
import { Refusal } from "../refusal.ts";
import { ConnectionEnded } from "./answer-writer.ts";

/**
 * Reads a request's body, up to a bound.
 *
 * @throws Refusal 413, worded as an edge in front of the API words it, when the body is larger.
 */
export async function readBody(incoming: IncomingMessage, maximumBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of incoming) {
      bytes += chunk.length;
      // Read on without keeping it: a client that is cut off while it writes never sees the answer.
      if (bytes > maximumBytes * 4) break;
      if (bytes <= maximumBytes) chunks.push(chunk);
    }
  } catch {
    throw new ConnectionEnded("client-left");
  }
  if (bytes > maximumBytes) throw tooLarge();
  return Buffer.concat(chunks).toString("utf8");
}

function tooLarge(): Refusal {
  const title = "413 Request Entity Too Large";
  return new Refusal(title, {
    status: 413,
    code: "request_too_large",
    html: `<html>\n<head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center></body>\n</html>\n`,
    headers: { connection: "close" },
  });
}
