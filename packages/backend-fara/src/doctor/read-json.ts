import { createCredentials } from "@massgen/core/provider";
import type { FaraSettings } from "../fara-settings.ts";

/** What an address answered. */
interface JsonReading {
  readonly status: number;
  /** `undefined` where it was no JSON. */
  readonly body: unknown;
}

export type ReadJson = (url: string) => Promise<JsonReading>;

const patienceMilliseconds = 5_000;
const mostBytes = 2_000_000;

/** Reads small JSON documents from the server. The function throws what `fetch` throws. */
export function createJsonReader(
  { apiKey, headers = {} }: FaraSettings,
  baseURL: string,
  send: typeof fetch,
  signal: AbortSignal | undefined,
): ReadJson {
  const credentials = createCredentials({ backend: "fara", apiKey, headers, baseURL });
  return async (url) => {
    const patience = AbortSignal.timeout(patienceMilliseconds);
    const both = signal === undefined ? patience : AbortSignal.any([signal, patience]);
    const proof = await credentials.headers();
    const response = await send(url, { headers: { accept: "application/json", ...proof, ...headers }, signal: both });
    return { status: response.status, body: parse(await readText(response)) };
  };
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let bytes = 0;
  // Leaving the loop closes the connection.
  for await (const piece of response.body) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) return "";
    pieces.push(decoder.decode(piece, { stream: true }));
  }
  return pieces.join("");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
