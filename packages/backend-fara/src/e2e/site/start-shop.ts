import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pageOf } from "./shop-pages.ts";

/** What has been done in the shop, as its server knows it. */
interface ShopState {
  /** Paths of pages that were shown, with their queries, in order. */
  readonly shown: string[];
  /** Ids of teas. */
  readonly cart: string[];
  /** Carts that were ordered. */
  readonly orders: (readonly string[])[];
  readonly bookings: Readonly<Record<string, string>>[];
  readonly choices: string[];
  /** Targets that were clicked, by their number; `none` beside them. */
  readonly hits: string[];
}

/** A shop of this machine. */
export interface Shop extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly host: string;
  readonly state: ShopState;
  /** Makes the shop as it was at first. */
  reset(): void;
}

/** Opens the shop on a free port. */
export async function startShop(): Promise<Shop> {
  let state = emptyState();
  const server = createServer((request, response) => {
    answer(request, response, state).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    get state() {
      return state;
    },
    reset() {
      state = emptyState();
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function emptyState(): ShopState {
  return { shown: [], cart: [], orders: [], bookings: [], choices: [], hits: [] };
}

async function answer(request: IncomingMessage, response: ServerResponse, state: ShopState): Promise<void> {
  const url = new URL(request.url ?? "/", "http://shop");
  if (request.method === "POST") {
    const next = take(url.pathname, new URLSearchParams(await bodyOf(request)), state);
    return void (next === undefined ? response.writeHead(204) : response.writeHead(303, { location: next })).end();
  }
  const page = pageOf(url, state.cart);
  if (page === undefined) return void response.writeHead(404, { "content-type": "text/plain" }).end("No such page.");
  state.shown.push(`${url.pathname}${url.search}`);
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(page);
}

/** Does what a form or a script of a page says. @returns the page that follows, where one does. */
function take(path: string, fields: URLSearchParams, state: ShopState): string | undefined {
  const given = (name: string) => fields.get(name) ?? "";
  switch (path) {
    case "/cart":
      state.cart.push(given("tea"));
      return "/cart";
    case "/orders":
      state.orders.push([...state.cart]);
      return "/thanks";
    case "/bookings":
      state.bookings.push({ name: given("name"), day: given("day"), size: given("size") });
      return "/thanks";
    case "/choices":
      state.choices.push(given("tea"));
      return "/thanks";
    default:
      state.hits.push(given("target"));
      return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
