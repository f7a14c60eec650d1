import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { connect as connectTls, createServer as createTlsServer } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { closeOf, openTunnelTo, portOf, readAll } from "../test-support/proxy-client.ts";
import { type PolicyProxy, type PolicyProxyOptions, startPolicyProxy } from "./policy-proxy.ts";
import { createUrlPolicy, type UrlPolicyOptions } from "./url-policy.ts";

const owned: { close(): unknown }[] = [];

afterEach(async () => {
  for (const each of owned.splice(0).reverse()) await each.close();
});

/** A server that greets a WebSocket's request and sends back what comes then. */
async function startEcho(): Promise<{ readonly port: number; readonly received: string[] }> {
  const received: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      const text = chunk.toString("latin1");
      received.push(text);
      socket.write(text.startsWith("GET ") ? "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n" : text);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  owned.push(server);
  return { port: portOf(server), received };
}

async function start(policy: UrlPolicyOptions = {}, options: Partial<PolicyProxyOptions> = {}): Promise<PolicyProxy> {
  const proxy = await startPolicyProxy({
    policy: createUrlPolicy({ privateAddresses: ["127.0.0.1"], ...policy }),
    lookup: async () => ["127.0.0.1"],
    ...options,
  });
  owned.push(proxy);
  return proxy;
}

const upgrade = (host: string) =>
  `GET /chat HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`;

async function nextText(socket: Socket): Promise<string> {
  const [chunk] = await once(socket, "data");
  return String(chunk);
}

describe("a tunnel", () => {
  it("carries a WebSocket, piece by piece and both ways, until either side ends", async () => {
    const echo = await startEcho();
    const proxy = await start();
    const { socket, status } = await openTunnelTo(proxy, `chat.example:${echo.port}`);
    expect(status).toBe("HTTP/1.1 200 Connection Established\r\n\r\n");
    const request = upgrade(`CHAT.example:${echo.port}`);
    socket.write(request.slice(0, 20));
    await new Promise((resume) => setImmediate(resume));
    expect(echo.received).toEqual([]);
    socket.write(request.slice(20));
    expect(await nextText(socket)).toMatch(/^HTTP\/1\.1 101 /);
    socket.write("ping");
    expect(await nextText(socket)).toBe("ping");
    expect(echo.received).toEqual([request, "ping"]);
    socket.end();
    await closeOf(socket.resume());
    expect(proxy.refusals()).toEqual([]);
  });

  it.each([
    ["a request to another host", upgrade("other.example:PORT"), "host-mismatch"],
    ["a request with two hosts", upgrade("chat.example:PORT\r\nHost: chat.example:PORT"), "host-mismatch"],
    ["a request with a whole URL", upgrade("chat.example:PORT").replace("/chat", "http://chat.example/"), "protocol"],
    ["another protocol", "SSH-2.0-client\r\n", "protocol"],
    ["a broken TLS record", "\x16\x03\x01\x00\x05\x02\x00\x00\x01\x00", "protocol"],
  ])("with %s inside is ended before anything gets out", async (_title, text, rule) => {
    const echo = await startEcho();
    const proxy = await start();
    const { socket } = await openTunnelTo(proxy, `chat.example:${echo.port}`);
    const rest = readAll(socket);
    socket.write(text.replaceAll("PORT", String(echo.port)), "latin1");
    expect(await rest).toBe("");
    expect(echo.received).toEqual([]);
    expect(proxy.refusals()).toMatchObject([{ method: "CONNECT", host: "chat.example", port: echo.port, rule }]);
  });

  it("is held to a rule of one scheme by what it carries", async () => {
    const echo = await startEcho();
    const proxy = await start({ allow: ["https://chat.example"] });
    const { socket, status } = await openTunnelTo(proxy, `chat.example:${echo.port}`);
    expect(status).toMatch(/^HTTP\/1\.1 200 /);
    const rest = readAll(socket);
    socket.write(upgrade(`chat.example:${echo.port}`));
    expect(await rest).toBe("");
    expect(echo.received).toEqual([]);
    expect(proxy.refusals()).toMatchObject([{ rule: "allow" }]);
  });

  it.each([
    ["a blocked host", "blocked.example:PORT", 403],
    ["a private address", "127.0.0.2:PORT", 403],
    ["a private address in other words", "0x7f.2:PORT", 403],
    ["a mapped address", "[::ffff:127.0.0.2]:PORT", 403],
    ["the metadata address", "169.254.169.254:80", 403],
    ["no port", "chat.example", 400],
    ["a path", "chat.example:PORT/x", 400],
    ["a user name", "a@chat.example:PORT", 400],
    ["a port beyond all ports", "chat.example:70000", 400],
    ["a port that nobody listens on", "chat.example:1", 502],
  ])("to %s is not opened", async (_title, authority, code) => {
    const echo = await startEcho();
    const proxy = await start({ block: ["blocked.example"] });
    const { socket, status } = await openTunnelTo(proxy, authority.replace("PORT", String(echo.port)));
    expect(status).toMatch(new RegExp(`^HTTP/1.1 ${code} `));
    await closeOf(socket.resume());
    expect(echo.received).toEqual([]);
  });

  it("that says nothing, or goes, is ended", async () => {
    const echo = await startEcho();
    const proxy = await start({}, { connectTimeoutMilliseconds: 100 });
    const { socket: silent } = await openTunnelTo(proxy, `chat.example:${echo.port}`);
    silent.write("GET /");
    expect(await readAll(silent)).toBe("");
    const { socket: gone } = await openTunnelTo(proxy, `chat.example:${echo.port}`);
    gone.end();
    expect(await readAll(gone)).toBe("");
    expect(echo.received).toEqual([]);
    expect(proxy.refusals()).toEqual([]);
  });
});

describe("TLS in a tunnel", () => {
  const identity = { psk: Buffer.from("00112233445566778899aabbccddeeff", "hex"), identity: "test" };
  const shared = { ciphers: "PSK-AES128-GCM-SHA256", maxVersion: "TLSv1.2" } as const;

  /** A server with a shared key in place of a certificate; it names the host that it was asked for. */
  async function startTls(): Promise<{ readonly port: number; readonly asked: unknown[] }> {
    const asked: unknown[] = [];
    const server = createTlsServer({ ...shared, pskCallback: () => identity.psk }, (socket) => {
      asked.push(socket.servername);
      socket.on("error", () => {});
      socket.end("hello");
    });
    server.on("tlsClientError", () => {});
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    owned.push(server);
    return { port: portOf(server), asked };
  }

  async function ask(proxy: PolicyProxy, authority: string, servername: string | undefined): Promise<string> {
    const { socket } = await openTunnelTo(proxy, authority);
    const secure = connectTls({
      socket,
      ...shared,
      ...(servername === undefined ? {} : { servername }),
      pskCallback: () => identity,
      checkServerIdentity: () => undefined,
    });
    secure.on("error", () => {});
    let text = "";
    secure.on("data", (chunk) => {
      text += chunk;
    });
    await closeOf(secure);
    socket.destroy();
    return text;
  }

  it.each([
    ["the host that the tunnel is for", "bank.example", "bank.example", "hello"],
    ["it in other letters", "bank.example", "BANK.example", "hello"],
    ["another host", "bank.example", "evil.example", ""],
    ["no host, where there is a name", "bank.example", undefined, ""],
    ["no host, where there is an address", "127.0.0.1", undefined, "hello"],
    ["a host, where there is an address", "127.0.0.1", "bank.example", ""],
  ])("may ask for %s", async (_title, host, servername, expected) => {
    const tls = await startTls();
    const proxy = await start();
    expect(await ask(proxy, `${host}:${tls.port}`, servername)).toBe(expected);
    expect(tls.asked).toHaveLength(expected === "" ? 0 : 1);
    expect(proxy.refusals().map(({ rule }) => rule)).toEqual(expected === "" ? ["server-name"] : []);
  });
});
