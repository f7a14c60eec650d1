import { once } from "node:events";
import { createServer, type Server } from "node:net";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  authorization,
  closeOf,
  connectTo,
  exchange,
  get,
  type Hit,
  portOf,
  readAll,
  startCountingServer,
} from "../test-support/proxy-client.ts";
import { type PolicyProxy, type PolicyProxyOptions, startPolicyProxy } from "./policy-proxy.ts";
import { createUrlPolicy, type UrlPolicyOptions } from "./url-policy.ts";

let hits: Hit[];
let port: number;
const owned: { close(): unknown }[] = [];

beforeEach(async () => {
  const counting = await startCountingServer("0.0.0.0");
  ({ hits, port } = counting);
  owned.push(counting.server);
});

afterEach(async () => {
  for (const each of owned.splice(0).reverse()) await each.close();
});

async function start(policy: UrlPolicyOptions = {}, options: Partial<PolicyProxyOptions> = {}): Promise<PolicyProxy> {
  const privateAddresses = [`127.0.0.1:${port}`];
  const proxy = await startPolicyProxy({ policy: createUrlPolicy({ privateAddresses, ...policy }), ...options });
  owned.push(proxy);
  return proxy;
}

async function startRaw(onData: (server: Server) => void): Promise<number> {
  const server = createServer();
  onData(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  owned.push(server);
  return portOf(server);
}

describe("plain requests", () => {
  it("go through as they are, without what is the proxy's", async () => {
    const proxy = await start();
    const answer = await get(proxy, `http://127.0.0.1:${port}/a?b=c`, {
      more: "Cookie: a=b\r\nConnection: x-hop\r\nX-Hop: 1\r\nTE: trailers\r\n",
    });
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/hello GET \/a\?b=c$/);
    expect(hits).toHaveLength(1);
    expect(hits[0]?.headers).toEqual({ host: `127.0.0.1:${port}`, cookie: "a=b", connection: "close" });
  });

  it.each([
    ["with a length", "Content-Length: 5\r\n\r\nhello"],
    ["in chunks", "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"],
  ])("carry a body %s", async (_title, rest) => {
    const proxy = await start();
    const head = `POST http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n`;
    expect(await exchange(proxy, `${head}${authorization(proxy.credentials)}${rest}`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(hits.map(({ body }) => body)).toEqual(["hello"]);
  });

  it("need the credentials", async () => {
    const proxy = await start();
    const line = `GET http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
    const tunnel = `CONNECT 127.0.0.1:${port} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
    const wrong = authorization({ username: "massgen", password: "guess" });
    for (const request of [line, line + wrong, tunnel, tunnel + wrong]) {
      expect(await exchange(proxy, `${request}\r\n`)).toMatch(
        /^HTTP\/1\.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="massgen"\r\n/,
      );
    }
    expect(hits).toEqual([]);
    expect(proxy.credentials.password).toHaveLength(43);
  });

  it("get a page that names the rule where they are refused, and are kept", async () => {
    const told: unknown[] = [];
    const onRefusal = (refusal: unknown) => {
      told.push(refusal);
      throw new Error("A listener's fault.");
    };
    const proxy = await start({ block: ["*.evil.example"] }, { onRefusal });
    const answer = await get(proxy, "http://www.evil.example/x");
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(answer).toMatch(
      /\nRefused by policy\. The host www\.evil\.example is blocked\. Rule: block \*\.evil\.example\.\n$/,
    );
    const refusal = {
      method: "GET",
      host: "www.evil.example",
      port: 80,
      rule: "block *.evil.example",
      reason: "The host www.evil.example is blocked.",
    };
    expect(proxy.refusals()).toEqual([refusal]);
    expect(told).toEqual([refusal]);
  });

  it("to the proxy's own page need the credentials too, and are no way to anywhere", async () => {
    const proxy = await start({ allow: [] });
    const host = new URL(proxy.signInUrl).host;
    expect(await exchange(proxy, `GET ${proxy.signInUrl} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 407 /,
    );
    expect(await get(proxy, proxy.signInUrl)).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\nSigned in\.\n$/);
    expect(proxy.refusals()).toEqual([]);
  });

  it("are refused at the hop of a redirect that leads out", async () => {
    const proxy = await start({ privateAddresses: [`127.0.0.1:${port}`] });
    const first = await get(proxy, `http://127.0.0.1:${port}/to?http://127.0.0.2:${port}/secret`);
    const location = /location: (\S+)/i.exec(first)?.[1] ?? "";
    expect(await get(proxy, location)).toMatch(/^HTTP\/1\.1 403 /);
    expect(hits.map(({ line }) => line)).toEqual([`GET /to?http://127.0.0.2:${port}/secret`]);
  });

  it.each([
    ["another Host", "http://127.0.0.1:PORT/", "Host: other.example", 403],
    ["a Host with another port", "http://127.0.0.1:PORT/", "Host: 127.0.0.1", 403],
    ["two Hosts", "http://127.0.0.1:PORT/", "Host: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT", 403],
    ["no Host", "http://127.0.0.1:PORT/", "X-None: 1", 400],
    ["a path alone", "/", "Host: 127.0.0.1:PORT", 400],
    ["another scheme", "https://127.0.0.1:PORT/", "Host: 127.0.0.1:PORT", 400],
    ["a user name", "http://a@127.0.0.1:PORT/", "Host: 127.0.0.1:PORT", 400],
    ["no slashes", "http:127.0.0.1:PORT/", "Host: 127.0.0.1:PORT", 400],
    [
      "a length and chunks",
      "http://127.0.0.1:PORT/",
      "Host: 127.0.0.1:PORT\r\nContent-Length: 1\r\nTransfer-Encoding: chunked",
      400,
    ],
    ["two lengths", "http://127.0.0.1:PORT/", "Host: 127.0.0.1:PORT\r\nContent-Length: 1\r\nContent-Length: 2", 400],
    ["another encoding", "http://127.0.0.1:PORT/", "Host: 127.0.0.1:PORT\r\nTransfer-Encoding: gzip, chunked", 501],
    ["too many headers", "http://127.0.0.1:PORT/", `Host: 127.0.0.1:PORT\r\nX-Long: ${"x".repeat(70_000)}`, 431],
  ])("with %s are refused", async (_title, url, fields, status) => {
    const proxy = await start({ privateAddresses: ["127.0.0.1"] });
    const text = `GET ${url} HTTP/1.1\r\n${fields}\r\nConnection: close\r\n${authorization(proxy.credentials)}\r\n0\r\n\r\n`;
    expect(await exchange(proxy, text.replaceAll("PORT", String(port)))).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(hits).toEqual([]);
  });

  it.each([
    [
      "asks for the proxy's password",
      "HTTP/1.1 407 Give\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n",
    ],
    ["does not speak HTTP", "SSH-2.0-server\r\n"],
    ["frames its answer twice", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["hangs up", ""],
  ])("to a server that %s get 502", async (_title, text) => {
    const raw = await startRaw((server) => server.on("connection", (socket) => socket.on("error", () => {}).end(text)));
    const proxy = await start({ privateAddresses: ["127.0.0.1"] });
    expect(await get(proxy, `http://127.0.0.1:${raw}/`)).toMatch(/^HTTP\/1\.1 502 /);
  });
});

describe("names", () => {
  it("are looked up once, and the checked address is the dialled one, whatever the next answer would be", async () => {
    const answers = ["127.0.0.1", "127.0.0.2"];
    let lookups = 0;
    const proxy = await start({}, { lookup: async () => [answers[lookups++ % 2] ?? ""] });
    const statuses: string[] = [];
    for (let count = 0; count < 10; count += 1) {
      statuses.push((await get(proxy, `http://rebind.example:${port}/`)).slice(9, 12));
    }
    expect(statuses).toEqual(Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? "200" : "403")));
    expect(lookups).toBe(10);
    expect(hits.map(({ address }) => address)).toEqual(Array.from({ length: 5 }, () => "127.0.0.1"));
  });

  it("with several addresses are dialled at those that are allowed only", async () => {
    const proxy = await start({}, { lookup: async () => ["127.0.0.2", "10.0.0.1", "127.0.0.1", "nonsense"] });
    expect(await get(proxy, `http://many.example:${port}/`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(hits.map(({ address }) => address)).toEqual(["127.0.0.1"]);
  });

  it("of the machine itself are never looked up", async () => {
    const proxy = await start({}, { lookup: async () => ["93.184.215.14"] });
    expect(await get(proxy, `http://app.localhost:${port}/`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each([
    ["fails", async () => Promise.reject(new Error("ENOTFOUND"))],
    ["finds nothing", async () => []],
    ["does not answer", () => new Promise<string[]>(() => {})],
  ])("get 502 where the look-up %s", async (_title, lookup) => {
    const proxy = await start({}, { lookup, connectTimeoutMilliseconds: 50 });
    expect(await get(proxy, "http://a.example/")).toMatch(
      /^HTTP\/1\.1 502 [\s\S]*\nThe host a\.example cannot be reached at port 80\.\n$/,
    );
  });
});

describe("what holds on", () => {
  it("is let go where a request's head does not end", async () => {
    const proxy = await start({}, { headTimeoutMilliseconds: 50 });
    const silent = await connectTo(proxy);
    silent.resume();
    expect(await exchange(proxy, "GET http://a.example/ HTTP/1.1\r\nHost: a.ex")).toMatch(/^HTTP\/1\.1 408 /);
    await closeOf(silent);
  });

  it("finds no place beyond the greatest number of connections", async () => {
    const proxy = await start({}, { maximumConnections: 20 });
    const held = await Promise.all(Array.from({ length: 20 }, () => connectTo(proxy)));
    const line = `GET http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n`;
    const request = `${line}${authorization(proxy.credentials)}\r\n`;
    expect(await exchange(proxy, request)).toBe("");
    const [first] = held;
    first?.write(request);
    expect(await readAll(first ?? (await connectTo(proxy)))).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exchange(proxy, request)).toMatch(/^HTTP\/1\.1 200 /);
    for (const socket of held) socket.destroy();
  });

  it("is ended on close, on both sides, and nothing is left", async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP")).length;
    const upstreamClosed: Promise<unknown>[] = [];
    const raw = await startRaw((server) =>
      server.on("connection", (socket) => upstreamClosed.push(closeOf(socket.on("error", () => {}).resume()))),
    );
    const proxy = await start({ privateAddresses: ["127.0.0.1"] });
    const answer = get(proxy, `http://127.0.0.1:${raw}/`);
    const idle = readAll(await connectTo(proxy));
    while (upstreamClosed.length === 0) await new Promise((resume) => setImmediate(resume));
    await Promise.all([proxy.close(), proxy.close()]);
    expect(await answer).toBe("");
    expect(await idle).toBe("");
    await Promise.all(upstreamClosed);
    await expect(fetch(proxy.url)).rejects.toThrow();
    // The server that hung is still there.
    const after = process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP")).length;
    expect(after).toBeLessThanOrEqual(before + 1);
  });

  it("ends with a signal", async () => {
    const controller = new AbortController();
    const proxy = await start({}, { signal: controller.signal });
    const idle = readAll(await connectTo(proxy));
    controller.abort(new Error("enough"));
    expect(await idle).toBe("");
    await proxy.close();
    await expect(start({}, { signal: controller.signal })).rejects.toThrow("enough");
  });

  it("does not grow with refusals", async () => {
    const proxy = await start({ allow: [] });
    for (let count = 0; count < 205; count += 1) await get(proxy, `http://host${count}.example/`);
    expect(proxy.refusals()).toHaveLength(200);
    expect(proxy.refusals()[0]?.host).toBe("host5.example");
  });

  it("does not fall over whatever is sent", async () => {
    const proxy = await start();
    const piece = fc.oneof(
      fc.constantFrom(
        "GET ",
        "CONNECT ",
        "http://",
        `127.0.0.1:${port}`,
        " HTTP/1.1\r\n",
        "Host: ",
        "\r\n",
        "\r\n\r\n",
      ),
      fc.constant(authorization(proxy.credentials)),
      fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const socket = await connectTo(proxy);
        socket.resume();
        socket.end(pieces.join(""), "latin1");
        await closeOf(socket);
      }),
      { numRuns: 100, endOnFailure: true },
    );
    expect(await get(proxy, `http://127.0.0.1:${port}/after`)).toMatch(/^HTTP\/1\.1 200 /);
  }, 30_000);
});
