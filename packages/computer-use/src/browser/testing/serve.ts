import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What a path answers: a page, or whatever a handler does. */
export type Route = string | ((request: IncomingMessage, response: ServerResponse) => void);

export interface TestServer extends AsyncDisposable {
  readonly origin: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
}

/** Serves pages on the loopback interface, for one test file. */
export async function serve(routes: Readonly<Record<string, Route>>): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    requests.push(pathname);
    const route = routes[pathname];
    if (typeof route === "function") return route(request, response);
    response.writeHead(route === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(route ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
