import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { formPages } from "./form-pages.ts";
import { layout } from "./layout.ts";
import { networkPages } from "./network-pages.ts";
import { pointerPages } from "./pointer-pages.ts";
import { windowPages } from "./window-pages.ts";

const pages: Readonly<Record<string, string>> = { ...formPages, ...pointerPages, ...windowPages, ...networkPages };

/** A site of this machine with a page for every complaint about computer use. */
export interface Pages {
  /** `http://127.0.0.1:PORT`; the same pages are at `localhost`, which is another origin. */
  readonly origin: string;
  readonly host: string;
  readonly otherOrigin: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts the site on a free port. */
export async function startPages(): Promise<Pages> {
  const requests: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    answer(request, response, timers).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    otherOrigin: `http://localhost:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearTimeout(timer);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, timers: Set<NodeJS.Timeout>): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const later = (milliseconds: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, milliseconds);
    timers.add(timer);
  };
  const page = pages[url.pathname];
  if (page !== undefined) return send(response, "text/html", page);
  switch (url.pathname) {
    case "/redirect":
      return later(400, () => response.writeHead(302, { location: url.searchParams.get("to") ?? "/arrived" }).end());
    case "/rows":
      return later(100, () => send(response, "text/plain", "30"));
    case "/answer":
      return later(Number(url.searchParams.get("after")), () => send(response, "text/plain", "answered"));
    case "/popup-result":
      return send(response, "text/html", popupResult(await bodyOf(request)));
    case "/report.csv":
      return void attach(response, "report.csv").end("a,b\n1,2\n");
    case "/evil-name":
      return void attach(response, "../../evil\u0007.txt").end("evil");
    case "/bomb.bin":
      return bomb(attach(response, "bomb.bin"));
    default:
      response.writeHead(404, { "content-type": "text/plain" }).end("There is no such page.");
  }
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" }).end(body);
}

function attach(response: ServerResponse, name: string): ServerResponse {
  return response.writeHead(200, {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}

/** Never ends by itself. */
function bomb(response: ServerResponse): void {
  const block = Buffer.alloc(256 * 1024);
  const pour = () => {
    while (!response.destroyed && response.write(block));
  };
  response.on("drain", pour);
  pour();
}

function popupResult(body: string): string {
  return layout(
    "<h1>Sent</h1>",
    `tell("posted: " + ${JSON.stringify(body)} + " opener: " + (window.opener ? "yes" : "no"));
     window.opener?.postMessage(${JSON.stringify(body)}, "*");`,
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
