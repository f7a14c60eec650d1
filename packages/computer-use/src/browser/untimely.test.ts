import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { createUrlPolicy } from "../policy.ts";
import type { BrowserComputer } from "./browser-computer.ts";
import { createBrowserComputer } from "./create-browser-computer.ts";
import { type BrowserDriver, browserDriver } from "./testing/browser-driver.ts";
import { serve, type TestServer } from "./testing/serve.ts";

const place = "style='position:absolute;left:100px;top:100px;width:300px;height:40px'";
const click = { type: "click", x: 200, y: 120 } as const;
const routes = {
  "/": "<title>start</title><p>start</p>",
  "/ask": `<title>ask</title><button ${place} onclick="document.title = 'answer: ' + confirm('Sure?')">x</button>`,
  "/window": `<title>window</title><button ${place} onclick="document.title = 'clicked'">x</button>`,
  "/field": `<title>field</title><input ${place} autofocus oninput="document.title = this.value">`,
  "/twice": `<title>twice</title><button ${place} onclick="document.title = [confirm('1'), confirm('2')]">x</button>`,
  "/empty-tab": `<title>empty</title><a href="/no-content" target="_blank" ${place}>x</a>`,
  "/no-content": (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(204).end();
  },
  "/endless": (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.write(`<title>endless</title><button ${place} onclick="document.title = 'clicked'">x</button>`);
  },
  "/restless": "<title>a</title><script>setTimeout(() => location.replace('/restless?' + Math.random()))</script>",
  "/blob": `<title>blob</title><a id="link" ${place}>x</a><script>
    link.href = URL.createObjectURL(new Blob(["<title>shown</title>"], { type: "text/html" }));</script>`,
  "/out": `<title>out</title><a id="link" ${place}>x</a><script>link.href = "http://localhost:" + location.port + "/";</script>`,
} as const;

describeWith("chromium", "a page that does things at the wrong time", () => {
  let server: TestServer;
  let computer: BrowserComputer;
  let driver: BrowserDriver;

  beforeAll(async () => {
    server = await serve(routes);
    const { host } = new URL(server.origin);
    computer = await createBrowserComputer({
      policy: createUrlPolicy({ allow: [host], privateAddresses: [host] }),
      frame: { width: 1000, height: 600 },
      settle: { maximumMilliseconds: 3_000 },
    });
    driver = browserDriver(computer);
  }, 60_000);
  afterAll(async () => {
    await computer?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("has no dialog answered that was not in the frame", async () => {
    const { frame } = await driver.open(`${server.origin}/ask`);
    const opened = computer.page?.waitForEvent("dialog");
    await computer.page?.evaluate("void setTimeout(() => { document.title = 'answer: ' + confirm('Sure?') })");
    await opened;
    const acting = computer.act([{ type: "key", keys: ["Enter"] }], { frame: frame.id });
    await expect(acting).rejects.toMatchObject({ code: "stale-frame" });
    expect((await computer.observe()).dialog).toMatchObject({ message: "Sure?" });
    expect((await driver.do({ type: "key", keys: ["Escape"] })).title).toBe("answer: false");
  }, 60_000);

  it("has no dialog answered by the rest of the batch that opened it", async () => {
    await driver.open(`${server.origin}/twice`);
    const { observation, ...result } = await driver.try(click, { type: "key", keys: ["Enter"] });
    expect(result).toEqual({
      performed: 1,
      failure: {
        index: 1,
        code: "dialog-open",
        reason: "A dialog or file chooser has opened that was not there when this was decided; look at it first.",
      },
    });
    expect(observation.dialog).toMatchObject({ message: "1" });
    const next = await driver.try({ type: "key", keys: ["Enter"] }, { type: "key", keys: ["Enter"] });
    expect(next).toMatchObject({ performed: 1, failure: { index: 1, code: "dialog-open" } });
    expect((await driver.do({ type: "key", keys: ["Escape"] })).title).toBe("true,false");
  }, 60_000);

  it("has nothing done on a tab that has opened by itself", async () => {
    const { frame } = await driver.open(`${server.origin}/window`);
    const opened = computer.page?.waitForEvent("popup");
    await computer.page?.evaluate("void window.open('/field')");
    await (await opened)?.waitForLoadState();
    const acting = computer.act([{ type: "type", text: "meant for the other" }], { frame: frame.id });
    await expect(acting).rejects.toMatchObject({ code: "stale-frame" });
    expect(await computer.observe()).toMatchObject({ title: "field" });
    await driver.do({ type: "key", keys: ["ctrl+w"] });
  }, 60_000);

  it("is not waited for where the tab that it opens never comes", async () => {
    await driver.open(`${server.origin}/empty-tab`);
    const seen = await driver.do(click);
    expect(seen.settled?.reason).toBe("still");
    expect(seen.tabs).toHaveLength(1);
  }, 60_000);

  it("is waited for once where it never finishes loading", async () => {
    expect((await driver.open(`${server.origin}/endless`)).settled).toMatchObject({ pending: ["navigation"] });
    const seen = await driver.do(click);
    expect(seen).toMatchObject({ title: "clicked", settled: { reason: "still" } });
  }, 60_000);

  it("can be left where it goes from one document to the next for ever", async () => {
    await driver.open(`${server.origin}/restless`);
    expect((await driver.open(`${server.origin}/`)).title).toBe("start");
  }, 90_000);

  it("is taken back from an address that the policy does not let a tab show", async () => {
    await driver.open(`${server.origin}/blob`);
    const seen = await driver.do(click);
    expect(seen.title).toBe("blob");
    expect(seen.url).toBe(`${server.origin}/blob`);
    expect(seen.notices).toEqual(["A tab was taken back from where it may not be: A tab may not show a blob: URL."]);
  }, 60_000);

  it("is taken back by a browser without a proxy from where a link or a redirect has led", async () => {
    const { host, port } = new URL(server.origin);
    const page = await computer.page?.context().browser()?.newPage();
    if (!page) throw new Error("There is no page.");
    const policy = createUrlPolicy({ allow: [host], privateAddresses: [host] });
    const other = await createBrowserComputer({ page, policy, unenforced: true });
    const hand = browserDriver(other);
    await hand.open(`${server.origin}/out`);
    const seen = await hand.do(click);
    expect(seen).toMatchObject({ title: "out", url: `${server.origin}/out` });
    expect(seen.notices).toEqual([
      `A tab was taken back from where it may not be: The host localhost (port ${port}) is not on the list of allowed hosts.`,
    ]);
    await other.close();
    await page.context().close();
  }, 60_000);
});
