import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../../scripts/test-support/describe-with.ts";
import { createSecrets, createUrlPolicy } from "../../policy.ts";
import type { BrowserComputer } from "../browser-computer.ts";
import { createBrowserComputer } from "../create-browser-computer.ts";
import { type BrowserDriver, browserDriver } from "../testing/browser-driver.ts";
import { serve, type TestServer } from "../testing/serve.ts";

const value = "correct-horse-7";
const place = "style='position:absolute;left:100px;top:100px;width:300px;height:40px'";
const below = "style='position:absolute;left:100px;top:200px;font:40px monospace'";
const field = `<input id="one" ${place}>`;
const shows = (body: string, script: string) =>
  `<title>shows</title>${field}${body}<script>one.oninput = () => { ${script} };</script>`;

const routes = {
  "/attribute": shows(`<input id="echo" ${below}>`, "echo.placeholder = one.value"),
  "/generated": shows(
    `<style>#echo::before { content: attr(data-text); }</style><p id="echo" ${below}></p>`,
    "echo.dataset.text = one.value",
  ),
  "/list": shows(`<select id="echo" ${below}></select>`, "echo.replaceChildren(new Option(one.value))"),
  "/vector": shows(
    `<svg ${below} width="500" height="60"><text id="echo" y="40"></text></svg>`,
    "echo.textContent = one.value",
  ),
  "/closed": shows(
    `<div id="host"></div>`,
    `window.root ??= host.attachShadow({ mode: "closed" }); root.innerHTML = "<p>" + one.value + "</p>"; window.echo = root.firstChild;`,
  ),
  "/broken": shows(
    `<p id="echo" ${below}></p>`,
    "echo.textContent = one.value; document.createTreeWalker = () => { throw new Error(); }",
  ),
  "/restless": `<title>shows</title>${field}<div id="echo"></div><script>
    const draw = () => { echo.innerHTML = "<p>" + one.value + "</p>"; requestAnimationFrame(draw); }; draw();</script>`,
  "/long-title": shows("", "document.title = '-'.repeat(295) + one.value"),
  "/leaves": `<title>leaves</title>${field}<script>one.oninput = () => {
    if (one.value.length === 3) location.href = "/field"; };</script>`,
  "/field": `<title>field</title>${field}<script>one.focus(); one.oninput = () => { document.title = one.value; };</script>`,
  "/framed": `<title>outer</title><body style="margin:0"><iframe style="border:0;width:900px;height:500px"></iframe><script>
    document.querySelector("iframe").src = location.origin.replace("localhost", "127.0.0.1") + "/attribute";</script>`,
  "/prompt": `<title>prompt</title><button ${place} onclick="document.title = 'got ' + prompt('Name?')">x</button>`,
} as const;

describeWith("chromium", "secrets in a browser", () => {
  const click = { type: "click", x: 200, y: 120 } as const;
  const secret = { type: "type", text: "<secret>PASSWORD</secret>" } as const;
  let server: TestServer;
  let computer: BrowserComputer;
  let driver: BrowserDriver;
  let other: string;

  beforeAll(async () => {
    server = await serve(routes);
    other = server.origin.replace("127.0.0.1", "localhost");
    const hosts = [new URL(server.origin).host, new URL(other).host];
    computer = await createBrowserComputer({
      policy: createUrlPolicy({ allow: hosts, privateAddresses: hosts }),
      frame: { width: 1000, height: 600 },
      secrets: createSecrets({ PASSWORD: { value, origins: [server.origin] } }),
    });
    driver = browserDriver(computer);
  }, 60_000);
  afterAll(async () => {
    await computer?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it.each(["attribute", "generated", "list", "vector", "closed", "broken"])(
    "are covered wherever a page draws them: %s",
    async (page) => {
      await driver.open(`${server.origin}/${page}`);
      const seen = await driver.do(click, secret);
      expect(seen.notices).toEqual([]);
      expect(await computer.page?.evaluate("getComputedStyle(echo).webkitTextSecurity")).toBe("disc");
      expect(await computer.page?.evaluate("one.value")).toBe(value);
    },
    60_000,
  );

  it("are covered in a frame that another process draws", async () => {
    await driver.open(`${other}/framed`);
    await driver.do(click, secret);
    const [, inner] = computer.page?.frames() ?? [];
    expect(await inner?.evaluate("one.value")).toBe(value);
    expect(await inner?.evaluate("getComputedStyle(echo).webkitTextSecurity")).toBe("disc");
  }, 60_000);

  it("leave the picture empty where the page draws them anew again and again", async () => {
    await driver.open(`${server.origin}/restless`);
    const seen = await driver.do(click, secret);
    expect(seen.notices).toEqual([
      "The picture is left empty: the page shows a secret again and again, or does not answer.",
    ]);
    expect(seen.frame).toMatchObject({ width: 1000, height: 600, mediaType: "image/png" });
    expect(seen.frame.data.length).toBeLessThan(2_000);
  }, 60_000);

  it("are not told by their beginning where a text is cut", async () => {
    await driver.open(`${server.origin}/long-title`);
    const seen = await driver.do(click, secret);
    expect(seen.title).toHaveLength(300);
    expect(seen.title).not.toContain(value.slice(0, 3));
  }, 60_000);

  it("are kept back as soon as the page leaves", async () => {
    await driver.open(`${server.origin}/leaves`);
    const { failure } = await driver.try(click, secret);
    expect(failure).toEqual({
      index: 1,
      code: "focus-moved",
      reason: "The focus moved to another page or site while a secret was typed; the rest of it was kept back.",
    });
    expect(await computer.observe()).toMatchObject({ title: "field" });
  }, 60_000);

  it("are typed into fields of pages only", async () => {
    const misplaced = { code: "misplaced-secret" };
    await driver.open(`${server.origin}/prompt`);
    await driver.do(click);
    expect((await driver.try(secret)).failure).toMatchObject(misplaced);
    await driver.do({ type: "key", keys: ["Escape"] });
    await driver.do({ type: "key", keys: ["ctrl+l"] });
    expect((await driver.try(secret)).failure).toMatchObject(misplaced);
    await driver.do({ type: "key", keys: ["Escape"] });
    const url = `${server.origin}/?q=<secret>PASSWORD</secret>`;
    expect((await driver.try({ type: "navigate", url })).failure).toMatchObject(misplaced);
    expect((await driver.try({ ...secret, type: "write-clipboard" })).failure).toMatchObject(misplaced);
  }, 60_000);

  it("are pasted only where they may be typed", async () => {
    const chord = (...keys: string[]) => ({ type: "key", keys }) as const;
    await driver.open(`${server.origin}/field`);
    await driver.do(click, secret, chord("ctrl+a"), chord("ctrl+c"), chord("End"), chord("ctrl+v"));
    expect(await computer.page?.evaluate("one.value")).toBe(value + value);
    await driver.open(`${other}/field`);
    for (const keys of [["ctrl+v"], ["Shift", "Insert"], ["Control", "Shift", "V"]]) {
      const { failure } = await driver.try(click, chord(...keys));
      expect(failure, keys.join()).toMatchObject({ index: 1, code: "wrong-origin" });
    }
    expect(await computer.page?.evaluate("one.value")).toBe("");
    await driver.do({ type: "write-clipboard", text: "plain" }, click, chord("ctrl+v"));
    expect(await computer.page?.evaluate("one.value")).toBe("plain");
  }, 60_000);
});
