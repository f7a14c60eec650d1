import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import type { PolicyProxy } from "../policy/policy-proxy.ts";

/** The port that a server listens on. */
export function portOf(server: Server): number {
  const address = server.address() as AddressInfo;
  return address.port;
}

/** A header with the proxy's credentials, or with others. */
export function authorization({ username, password }: PolicyProxy["credentials"]): string {
  return `Proxy-Authorization: Basic ${Buffer.from(`${username}:${password}`).toString("base64")}\r\n`;
}

/** Opens a connection to a proxy; whoever asks for it ends it. */
export async function connectTo(proxy: PolicyProxy): Promise<Socket> {
  const socket = connect(Number(new URL(proxy.url).port), "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** Until a socket is closed, however it came to that. */
export async function closeOf(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once("close", resolve));
}

/** All that comes until the other side closes. */
export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await closeOf(socket);
  return Buffer.concat(chunks).toString("latin1");
}

/** Sends bytes to a proxy, and gives all that it answers. */
export async function exchange(proxy: PolicyProxy, request: string): Promise<string> {
  const socket = await connectTo(proxy);
  const answer = readAll(socket);
  socket.write(request, "latin1");
  return answer;
}

/** Asks a proxy for a URL. `Connection: close` makes the answer end. */
export function get(proxy: PolicyProxy, url: string, { method = "GET", host = new URL(url).host, more = "" } = {}) {
  return exchange(
    proxy,
    `${method} ${url} HTTP/1.1\r\nHost: ${host}\r\n${authorization(proxy.credentials)}Connection: close\r\n${more}\r\n`,
  );
}

/** Opens a tunnel; gives the socket once the proxy has answered, and its answer. */
export async function openTunnelTo(
  proxy: PolicyProxy,
  authority: string,
): Promise<{ readonly socket: Socket; readonly status: string }> {
  const socket = await connectTo(proxy);
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization(proxy.credentials)}\r\n`);
  const [chunk]: Buffer[] = await once(socket, "data");
  return { socket, status: chunk?.toString("latin1") ?? "" };
}

/** What came to a server: request line, headers, body, and the address of its own that was dialled. */
export interface Hit {
  readonly line: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly address: string | undefined;
}

/** A server that counts. `/to?URL` redirects. */
export async function startCountingServer(address = "127.0.0.1"): Promise<{
  readonly server: HttpServer;
  readonly port: number;
  readonly hits: Hit[];
}> {
  const hits: Hit[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const line = `${request.method} ${request.url}`;
    hits.push({ line, headers: request.headers, body, address: request.socket.localAddress });
    const [path, query] = (request.url ?? "").split("?");
    if (path === "/to") response.writeHead(302, { location: query }).end();
    else response.end(`hello ${line}`);
  });
  server.listen(0, address);
  await once(server, "listening");
  return { server, port: portOf(server), hits };
}
