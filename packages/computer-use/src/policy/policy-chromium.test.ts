import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { findChromium } from "../browser/session/find-chromium.ts";
import { portOf } from "../test-support/proxy-client.ts";
import { browserArguments } from "./browser-arguments.ts";
import { type PolicyProxy, startPolicyProxy } from "./policy-proxy.ts";
import { signInToProxy } from "./sign-in-to-proxy.ts";
import { createUrlPolicy } from "./url-policy.ts";

/** What reached the server that may not be reached, and the one that may. */
const blockedHits: string[] = [];
const allowedHits: string[] = [];
let packets = 0;

const blocked = createServer((socket) => {
  blockedHits.push("connection");
  socket.on("error", () => {}).destroy();
});
const udp = createSocket("udp4", () => {
  packets += 1;
});
const allowed = createHttpServer((request, response) => {
  const [path = "", query = ""] = (request.url ?? "").split("?");
  allowedHits.push(path);
  if (path === "/redirect") response.writeHead(302, { location: decodeURIComponent(query) }).end();
  else if (path === "/worker.js") response.setHeader("content-type", "text/javascript").end(worker);
  else response.setHeader("content-type", "text/html").end("<title>allowed</title><body>here</body>");
});
allowed.on("upgrade", (request, socket) => {
  allowedHits.push(`websocket ${request.url}`);
  socket.on("error", () => {});
  socket.end(
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n",
  );
});

const worker = `onmessage = async ({ data }) => { try { await fetch(data, { mode: "no-cors" }); } catch {} postMessage("done"); };`;

/** Each way out of a page that is known to us. Runs in the page. */
async function attack({ http, host, udpPort }: { http: string; host: string; udpPort: number }): Promise<void> {
  const soon = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));
  const add = (html: string) => document.body.insertAdjacentHTML("beforeend", html);
  const redirect = `/redirect?${encodeURIComponent(`${http}/redirected`)}`;
  for (const url of [http, redirect, http.replace("127.0.0.1", "0x7f.1"), http.replace("127.0.0.1", "localhost")]) {
    add(`<img src="${url}/image.png"><iframe src="${url}/frame"></iframe><video src="${url}/video"></video>`);
    add(`<link rel="stylesheet" href="${url}/style.css"><object data="${url}/object"></object>`);
    add(`<link rel="prefetch" href="${url}/prefetch"><link rel="preload" as="image" href="${url}/preload">`);
    add(
      `<link rel="dns-prefetch" href="${url}"><link rel="preconnect" href="${url}"><link rel="icon" href="${url}/icon">`,
    );
    add(`<form id="form" method="post" target="form-target" action="${url}/form"><input name="a" value="b"></form>`);
    document.querySelector<HTMLFormElement>("form:last-of-type")?.submit();
    await fetch(url, { mode: "no-cors" }).catch(() => {});
    await fetch(url, { method: "POST", body: "x", mode: "no-cors", keepalive: true }).catch(() => {});
    navigator.sendBeacon(url, "beacon");
    window.open(`${url}/popup`);
    new EventSource(`${url}/events`);
    const script = document.createElement("script");
    script.src = `${url}/script.js`;
    document.body.append(script);
  }
  const rules = document.createElement("script");
  rules.type = "speculationrules";
  rules.textContent = JSON.stringify({ prerender: [{ source: "list", urls: [redirect] }] });
  document.head.append(rules);
  for (const scheme of ["ws", "wss"]) {
    const socket = new WebSocket(`${scheme}://${host}/socket`);
    await new Promise((resume) => {
      socket.onclose = resume;
    });
  }
  const thread = new Worker("/worker.js");
  thread.postMessage(http);
  await new Promise((resume) => {
    thread.onmessage = resume;
  });
  const connection = new RTCPeerConnection({
    iceServers: [
      { urls: [`stun:127.0.0.1:${udpPort}`, `stun:leak.example:${udpPort}`] },
      { urls: [`turn:127.0.0.1:${udpPort}`, `turn:${host}?transport=tcp`], username: "a", credential: "b" },
    ],
  });
  connection.createDataChannel("data");
  await connection.setLocalDescription(await connection.createOffer());
  await Promise.race([
    soon(2_000),
    new Promise<void>((resume) => {
      connection.onicegatheringstatechange = () => {
        if (connection.iceGatheringState === "complete") resume();
      };
    }),
  ]);
  const transport = new WebTransport(`https://127.0.0.1:${udpPort}/`);
  transport.closed.catch(() => {});
  await Promise.race([transport.ready.catch(() => {}), soon(1_000)]);
}

describeWith("chromium", "Chromium behind the policy proxy", () => {
  let proxy: PolicyProxy;
  let browser: Browser;

  beforeAll(async () => {
    udp.bind(0, "127.0.0.1");
    blocked.listen(0, "127.0.0.1");
    allowed.listen(0, "127.0.0.1");
    await Promise.all([udp, blocked, allowed].map((each) => once(each, "listening")));
    proxy = await startPolicyProxy({
      policy: createUrlPolicy({ privateAddresses: [`127.0.0.1:${portOf(allowed)}`] }),
      lookup: async () => ["127.0.0.1"],
    });
    const executablePath = await findChromium();
    browser = await chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      args: ["--no-sandbox", ...browserArguments()],
      proxy: { server: proxy.url },
    });
  }, 30_000);

  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    for (const each of [udp, blocked, allowed]) await new Promise<void>((resolve) => each.close(() => resolve()));
  });

  it.each(["signed in", "with credentials"])(
    "reaches what is allowed, WebSockets included, %s",
    async (way) => {
      const isSignedIn = way === "signed in";
      const context = await browser.newContext(
        isSignedIn ? {} : { proxy: { server: proxy.url, ...proxy.credentials } },
      );
      if (isSignedIn) await signInToProxy(context, proxy);
      expect(context.pages()).toEqual([]);
      const page = await context.newPage();
      for (const host of ["127.0.0.1", "localhost", "named.example"]) {
        await page.goto(`http://${host}:${portOf(allowed)}/`);
        expect(await page.title()).toBe("allowed");
      }
      await page.evaluate(async (port) => {
        const socket = new WebSocket(`ws://named.example:${port}/chat`);
        await new Promise((resume) => {
          socket.onclose = resume;
        });
      }, portOf(allowed));
      expect(allowedHits.splice(0)).toContain("websocket /chat");
      await context.close();
    },
    30_000,
  );

  it("shows why a page is refused, also at the end of a redirect", async () => {
    const context = await browser.newContext();
    await signInToProxy(context, proxy);
    const page = await context.newPage();
    const target = `http://127.0.0.1:${portOf(blocked)}/`;
    const reason = `Refused by policy. The address 127.0.0.1 (port ${portOf(blocked)}) is not public. Rule: private-address.`;
    for (const url of [target, `http://127.0.0.1:${portOf(allowed)}/redirect?${encodeURIComponent(target)}`]) {
      const response = await page.goto(url);
      expect(response?.status()).toBe(403);
      expect(await page.textContent("body")).toBe(`${reason}\n`);
    }
    await expect(page.goto(`https://127.0.0.1:${portOf(blocked)}/`)).rejects.toThrow("ERR_TUNNEL_CONNECTION_FAILED");
    expect(blockedHits).toEqual([]);
    await context.close();
  }, 30_000);

  it("reaches nothing where it has not signed in", async () => {
    const page = await browser.newPage();
    allowedHits.length = 0;
    await page.goto(`http://127.0.0.1:${portOf(allowed)}/`).catch(() => {});
    expect(allowedHits).toEqual([]);
    await page.close();
  }, 30_000);

  it("finds no way out: no connection, no packet", async () => {
    const context = await browser.newContext();
    await signInToProxy(context, proxy);
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${portOf(allowed)}/`);
    const host = `127.0.0.1:${portOf(blocked)}`;
    const refusedBefore = proxy.refusals().length;
    await page.evaluate(attack, { http: `http://${host}`, host, udpPort: udp.address().port });
    await context.close();
    expect(blockedHits).toEqual([]);
    expect(packets).toBe(0);
    // The attempts were made, and were refused here.
    expect(proxy.refusals().length - refusedBefore).toBeGreaterThan(20);
    expect(allowedHits.filter((path) => path === "/redirect").length).toBeGreaterThan(2);
  }, 60_000);
});
