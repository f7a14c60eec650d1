import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What a server of a test says to one request. */
export interface RawAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written one by one. */
  readonly pieces: readonly (string | Uint8Array)[];
  /** What comes after the pieces. Default `end`. */
  readonly after?: "end" | "cut" | "silence";
}

interface RawRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RawServer {
  /** Ends with `/v1`. */
  readonly baseURL: string;
  readonly requests: readonly RawRequest[];
  /** Resolves when the client has closed the connection of a request that was not answered to its end. */
  readonly left: Promise<void>;
}

/** A server on the loopback that gives one answer after the other, the last one again and again; ends with its test. */
export async function startRawServer(...answers: readonly RawAnswer[]): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const left = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push({
        url: request.url ?? "",
        headers: request.headers,
        body: JSON.parse(Buffer.concat(parts).toString()),
      });
      if (answer !== undefined) write(response, answer);
    });
    response.on("close", () => {
      if (!response.writableFinished) left.resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { baseURL: `http://127.0.0.1:${port}/v1`, requests, left: left.promise };
}

function write(response: ServerResponse, { status = 200, headers, pieces, after = "end" }: RawAnswer): void {
  response.writeHead(status, { "content-type": "text/event-stream", ...headers });
  response.flushHeaders();
  for (const piece of pieces) response.write(piece);
  if (after === "end") response.end();
  // Time for the pieces to leave before the connection is broken.
  else if (after === "cut") setImmediate(() => setImmediate(() => response.destroy()));
}
