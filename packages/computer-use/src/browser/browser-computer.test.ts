import { imageSize } from "image-size";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { createUrlPolicy } from "../policy.ts";
import type { BrowserComputer } from "./browser-computer.ts";
import { createBrowserComputer } from "./create-browser-computer.ts";
import { findChromium } from "./session/find-chromium.ts";
import { type BrowserDriver, browserDriver } from "./testing/browser-driver.ts";
import { serve, type TestServer } from "./testing/serve.ts";

const at = (left: number, top: number, width = 100, height = 40) =>
  `style="position:absolute;left:${left}px;top:${top}px;width:${width}px;height:${height}px;margin:0;box-sizing:border-box"`;

const routes = {
  "/": `<title>start</title><a href="/second" ${at(100, 100)}>second</a>`,
  "/second": "<title>second</title><p>two</p>",
  "/keys": `<title>keys</title><script>
    let log = [];
    for (const type of ["keydown", "keyup"]) addEventListener(type, (event) => log.push(type + " " + event.key));
    for (const type of ["mousedown", "mouseup", "auxclick"]) addEventListener(type, (event) => log.push(type + " " + event.button));
    if (location.search === "?takes") addEventListener("keydown", (event) => event.preventDefault());
  </script>`,
  "/spin": `<title>spin</title><style>@keyframes spin { to { rotate: 360deg } } div { animation: spin 1s linear infinite; width: 50px; height: 50px; background: red; margin: 100px }</style><div></div><button ${at(300, 100)} onclick="document.title = 'clicked'">x</button>`,
  "/busy": `<title>busy</title><button ${at(100, 100)} onclick="for (;;);">hang</button>`,
  "/close": `<title>close</title><button ${at(100, 100)} onclick="window.open('/second').name = 'x'">open</button>`,
  "/mask": `<title>form</title><input id="one" ${at(100, 100, 300)}><p id="echo"></p><script>one.oninput = () => { echo.textContent = one.value; };</script>`,
  "/masked-frame":
    "<title>outer</title><iframe src='/mask' width=800 height=400 style='border:0;position:absolute;left:0;top:0'></iframe>",
  "/poll": `<title>poll</title><button ${at(100, 100)} onclick="document.title = 'polled'">x</button><script>
    const poll = () => fetch("/hang").then(poll, () => undefined); poll();
    new EventSource("/events");</script>`,
  "/slow-tab": `<title>opener</title><a href="/late" target="_blank" rel="noopener" ${at(100, 100)}>open</a>`,
  "/late": (_request: unknown, response: { end(text: string): void }) => {
    setTimeout(() => response.end("<title>late</title>"), 600);
  },
  "/hang": () => undefined,
  "/events": () => undefined,
} as const;

describeWith("chromium", "a browser as a computer", () => {
  let server: TestServer;
  let computer: BrowserComputer;
  let driver: BrowserDriver;

  beforeAll(async () => {
    server = await serve(routes);
    computer = await createBrowserComputer({ frame: { width: 1000, height: 600 } });
    driver = browserDriver(computer);
  }, 60_000);
  afterAll(async () => {
    await computer?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("goes back and forward by keys and by the mouse's own buttons", async () => {
    await driver.open(`${server.origin}/`);
    await driver.open(`${server.origin}/second`);
    expect((await driver.do({ type: "key", keys: ["Alt", "Left"] })).title).toBe("start");
    expect((await driver.do({ type: "key", keys: ["alt+right"] })).title).toBe("second");
    expect((await driver.do({ type: "click", x: 300, y: 300, button: "back" })).title).toBe("start");
    expect((await driver.do({ type: "click", x: 300, y: 300, button: "forward" })).title).toBe("second");
  }, 60_000);

  it("really presses the mouse's own buttons", async () => {
    await driver.open(`${server.origin}/keys`);
    await computer.page?.evaluate("addEventListener('mouseup', (event) => event.preventDefault())");
    await driver.do({ type: "click", x: 300, y: 300, button: "back" });
    expect(await computer.page?.evaluate("log")).toEqual(["mousedown 3", "mouseup 3", "auxclick 3"]);
  }, 60_000);

  it("reloads by keys, unless the page takes them", async () => {
    const loads = () => server.requests.filter((path) => path === "/keys").length;
    await driver.open(`${server.origin}/keys`);
    const before = loads();
    await driver.do({ type: "key", keys: ["F5"] });
    await driver.do({ type: "key", keys: ["CTRL", "R"] });
    expect(loads()).toBe(before + 2);
    await driver.open(`${server.origin}/keys?takes`);
    await driver.do({ type: "key", keys: ["F5"] });
    expect(loads()).toBe(before + 3);
  }, 60_000);

  it("presses chords together, lets them go in reverse, and knows keys that Playwright does not", async () => {
    await driver.open(`${server.origin}/keys`);
    await driver.do({ type: "key", keys: ["shift", "k"] }, { type: "key", keys: ["F13"] });
    expect(await computer.page?.evaluate("log")).toEqual([
      "keydown Shift",
      "keydown K",
      "keyup K",
      "keyup Shift",
      "keydown F13",
      "keyup F13",
    ]);
  }, 60_000);

  it("takes an address after the chord for the address bar, instead of typing it into the page", async () => {
    await driver.open(`${server.origin}/keys`);
    const focused = await driver.do({ type: "key", keys: ["Control", "l"] });
    expect(focused.notices.join(" ")).toMatch(/address bar.*has the focus/);
    const seen = await driver.do({ type: "type", text: `${server.origin}/second` }, { type: "key", keys: ["Enter"] });
    expect(seen).toMatchObject({ title: "second" });
    const refused = await driver.try({ type: "key", keys: ["ctrl+l"] }, { type: "type", text: "file:///etc/hosts\n" });
    expect(refused).toMatchObject({ performed: 1, failure: { index: 1, code: "blocked" } });
    expect((await driver.do({ type: "key", keys: ["F6"] }, { type: "click", x: 1, y: 1 })).title).toBe("second");
  }, 60_000);

  it("opens, changes and closes tabs by keys", async () => {
    await driver.open(`${server.origin}/`);
    expect((await driver.do({ type: "key", keys: ["ctrl+t"] })).tabs).toHaveLength(2);
    await driver.open(`${server.origin}/second`);
    expect((await driver.do({ type: "key", keys: ["ctrl+tab"] })).title).toBe("start");
    expect((await driver.do({ type: "key", keys: ["ctrl+2"] })).title).toBe("second");
    expect((await driver.do({ type: "key", keys: ["ctrl+shift+tab"] })).title).toBe("start");
    expect((await driver.do({ type: "key", keys: ["ctrl+9"] })).title).toBe("second");
    const closed = await driver.do({ type: "key", keys: ["ctrl+w"] });
    expect(closed).toMatchObject({ title: "start" });
    expect(closed.tabs).toHaveLength(1);
  }, 60_000);

  it("waits for a tab whose page comes late, without loading it twice", async () => {
    await driver.open(`${server.origin}/slow-tab`);
    const seen = await driver.do({ type: "click", x: 150, y: 120 });
    expect(seen).toMatchObject({ title: "late", url: `${server.origin}/late` });
    expect(server.requests.filter((path) => path === "/late")).toHaveLength(1);
    await driver.do({ type: "key", keys: ["ctrl+w"] });
  }, 60_000);

  it("closes tabs beyond the number that is allowed, and says so", async () => {
    const few = await createBrowserComputer({ maximumTabs: 2, url: `${server.origin}/close` });
    const hand = browserDriver(few);
    const click = { type: "click", x: 150, y: 120 } as const;
    await hand.do(click);
    await hand.do({ type: "key", keys: ["ctrl+1"] });
    const seen = await hand.do(click);
    expect(seen.tabs).toHaveLength(2);
    expect(seen.notices.join(" ")).toMatch(/1 more tabs were opened and closed at once/);
    await few.close();
  }, 60_000);

  it("refuses what is no page of the web", async () => {
    for (const url of [
      "file:///etc/hosts",
      "javascript:alert(1)",
      "chrome://version",
      "view-source:http://a.example/",
    ]) {
      const { failure } = await driver.try({ type: "navigate", url });
      expect(failure?.code, url).toBe("blocked");
    }
    expect((await driver.try({ type: "navigate", url: "no url" })).failure?.code).toBe("invalid-url");
    expect((await driver.try({ type: "navigate", url: "http://127.0.0.1:1/" })).failure?.code).toBe(
      "navigation-failed",
    );
  }, 60_000);

  it("does not wait for what moves without end, and says so", async () => {
    await driver.open(`${server.origin}/spin`);
    const seen = await driver.do({ type: "click", x: 350, y: 120 });
    expect(seen.title).toBe("clicked");
    expect(seen.settled).toMatchObject({ reason: "timeout", pending: ["picture"] });
  }, 60_000);

  it("waits neither for long polling nor for a stream of events", async () => {
    await driver.open(`${server.origin}/poll`);
    expect((await driver.do({ type: "click", x: 150, y: 120 })).settled?.reason).toBe("still");
  }, 60_000);

  it("gets a page out of an endless loop", async () => {
    await driver.open(`${server.origin}/busy`);
    const seen = await driver.do({ type: "click", x: 150, y: 120 });
    expect(seen.notices.join(" ")).toMatch(/too busy/);
    expect((await driver.open(`${server.origin}/second`)).title).toBe("second");
  }, 90_000);

  it("opens a page that has crashed once more, and says so", async () => {
    await driver.open(`${server.origin}/second`);
    await computer.page?.goto("chrome://crash").catch(() => undefined);
    const seen = await computer.observe();
    expect(seen.notices.join(" ")).toMatch(/crashed/);
    expect((await driver.open(`${server.origin}/second`)).title).toBe("second");
  }, 90_000);

  it("starts a browser that has crashed once more, and shows the last page", async () => {
    await driver.open(`${server.origin}/second`);
    const session = await computer.page?.context().browser()?.newBrowserCDPSession();
    await session?.send("Browser.crash").catch(() => undefined);
    const seen = await computer.observe();
    expect(seen).toMatchObject({ title: "second", url: `${server.origin}/second` });
    expect(seen.notices.join(" ")).toMatch(/The browser has crashed and was started anew/);
  }, 90_000);

  it("opens an empty tab where the last one was closed", async () => {
    await driver.open(`${server.origin}/second`);
    const seen = await driver.do({ type: "key", keys: ["ctrl+w"] });
    expect(seen.url).toBe("about:blank");
    expect(seen.notices).toContain("The last tab was closed; an empty one was opened.");
  }, 60_000);

  it("zooms into a part of the frame", async () => {
    await driver.open(`${server.origin}/second`);
    const { zoom, frame } = await driver.do({ type: "zoom", region: { x: 10, y: 20, width: 200, height: 100 } });
    expect(zoom).toMatchObject({ width: 800, height: 400, region: { x: 10, y: 20, width: 200, height: 100 } });
    expect(imageSize(zoom?.data ?? new Uint8Array())).toMatchObject({ width: 800, height: 400 });
    expect(frame).toMatchObject({ width: 1000, height: 600 });
  }, 60_000);
});

describeWith("chromium", "a browser around a page of the user's", () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await serve(routes);
    const executablePath = await findChromium();
    browser = await chromium.launch({
      chromiumSandbox: process.getuid?.() !== 0,
      ...(executablePath && { executablePath }),
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("gives frames in CSS pixels and clicks exactly, whatever the scale of the screen", async () => {
    const context = await browser.newContext({ viewport: { width: 700, height: 500 }, deviceScaleFactor: 2 });
    const page = await context.newPage();
    await page.goto(`${server.origin}/keys`);
    await page.evaluate(
      "document.body.style.height = '3000px'; scrollTo(0, 500); addEventListener('click', (event) => { document.title = event.clientX + ',' + event.clientY; })",
    );
    const computer = await createBrowserComputer({ page });
    const { frame } = await computer.observe();
    expect(frame).toMatchObject({ width: 700, height: 500 });
    expect(imageSize(frame.data)).toMatchObject({ width: 700, height: 500 });
    const { observation } = await computer.act([{ type: "click", x: 333, y: 222 }], { frame: frame.id });
    expect(observation).toMatchObject({ title: "333,222", frame: { width: 700, height: 500 } });
    await computer.close();
    expect(page.isClosed()).toBe(false);
    expect(await page.title()).toBe("333,222");
    await context.close();
  }, 60_000);

  it("follows a tab that the page opens, and leaves the page open", async () => {
    const page = await browser.newPage({ viewport: { width: 700, height: 500 } });
    await page.goto(`${server.origin}/close`);
    const computer = await createBrowserComputer({ page });
    const driver = browserDriver(computer);
    const opened = await driver.do({ type: "click", x: 150, y: 120 });
    expect(opened).toMatchObject({ title: "second" });
    expect(opened.tabs).toHaveLength(2);
    expect(await driver.do({ type: "key", keys: ["ctrl+w"] })).toMatchObject({ title: "close" });
    expect((await driver.try({ type: "key", keys: ["ctrl+w"] })).failure?.code).toBe("not-allowed");
    await page.close();
    await expect(computer.observe()).rejects.toMatchObject({ code: "crashed" });
    await computer.close();
    await page.context().close();
  }, 60_000);

  it("leaves a page as it was: its listeners, view, scripts and downloads", async () => {
    const context = await browser.newContext({ viewport: { width: 700, height: 500 } });
    const page = await context.newPage();
    await page.goto(`${server.origin}/`);
    const listeners = () =>
      [page, context, browser].map((emitter) => {
        const { listenerCount } = emitter as typeof emitter & { listenerCount(event: string): number };
        return ["page", "dialog", "console", "request", "download", "filechooser", "popup", "close", "crash"].map(
          (event) => listenerCount.call(emitter, event),
        );
      });
    const before = listeners();
    const computer = await createBrowserComputer({ page });
    await computer.observe();
    expect(listeners()).not.toEqual(before);
    await computer.close();
    expect(listeners()).toEqual(before);
    expect(page.viewportSize()).toEqual({ width: 700, height: 500 });
    await page.goto(`${server.origin}/mask`);
    expect(await page.evaluate("document.adoptedStyleSheets.length")).toBe(0);
    const downloading = page.waitForEvent("download");
    await page.evaluate("Object.assign(document.createElement('a'), { href: '/', download: 'a.html' }).click()");
    expect(await (await downloading).failure()).toBeNull();
    await context.close();
  }, 60_000);

  it("wants to be told that a policy is not enforced there", async () => {
    const page = await browser.newPage();
    const policy = createUrlPolicy();
    await expect(createBrowserComputer({ page, policy })).rejects.toMatchObject({ code: "invalid-option" });
    await page.context().close();
  }, 60_000);
});
