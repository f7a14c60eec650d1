import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Has a server, of http or https, listen on the loopback until its test ends; gives its port. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** The base URL of a server with answers of its own; it ends with its test. */
export async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}/v1`;
}

/** The base URL of a server that answers everything with the same. */
export function serveText(type: string, text: string): Promise<string> {
  return serve((_incoming, outgoing) => {
    outgoing.writeHead(200, { "content-type": type }).end(text);
  });
}
