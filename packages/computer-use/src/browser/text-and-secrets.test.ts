import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { createSecrets, createUrlPolicy } from "../policy.ts";
import type { BrowserComputer } from "./browser-computer.ts";
import { createBrowserComputer } from "./create-browser-computer.ts";
import { type BrowserDriver, browserDriver } from "./testing/browser-driver.ts";
import { serve, type TestServer } from "./testing/serve.ts";

const value = "correct-horse-7";
const place = "style='position:absolute;left:100px;top:100px;width:300px;height:40px'";
const routes = {
  "/article": `<title>Article</title><h1>The  <em>first</em> heading</h1><p>Some <b>bold</b> text, and
    <a href="/second?token=1#x">a link</a>.</p><ul><li>one</li><li>two <a href="mailto:a@b.example">mail</a></li></ul>
    <p style="display:none">hidden</p><p style="visibility:hidden">unseen</p><script>var code = 1;</script>
    <table><tr><td>a</td><td>b</td></tr></table><label>Name <input value="Ada"></label><input type="password" value="pw">
    <input type="checkbox" checked> <select><option>red<option selected>green</select><div id="host"></div>
    <script>host.attachShadow({ mode: "open" }).innerHTML = "<p>shadow <slot></slot></p>"; host.append("slotted");</script>
    <iframe srcdoc="<h2>Inner</h2>"></iframe>`,
  "/form": `<title>form</title><body style="margin:0"><input id="one" ${place}><p id="echo"
    style="position:absolute;left:100px;top:200px;font:40px monospace"></p>
    <script>one.oninput = () => { echo.textContent = "You typed " + one.value; document.title = one.value; };</script>`,
  "/framed":
    "<title>outer</title><body style='margin:0'><iframe style='border:0;width:900px;height:500px'></iframe><script>document.querySelector('iframe').src = location.href.replace('127.0.0.1', 'localhost').replace('/framed', '/form')</script>",
} as const;

describeWith("chromium", "text and secrets of a browser", () => {
  let server: TestServer;
  let computer: BrowserComputer;
  let driver: BrowserDriver;

  beforeAll(async () => {
    server = await serve(routes);
    const hosts = [new URL(server.origin).host, new URL(server.origin).host.replace("127.0.0.1", "localhost")];
    computer = await createBrowserComputer({
      // The proxy finds localhost on any machine.
      policy: createUrlPolicy({ allow: hosts, privateAddresses: hosts }),
      frame: { width: 1000, height: 600, mediaType: "image/png" },
      secrets: createSecrets({ PASSWORD: { value, origins: [server.origin] } }),
    });
    driver = browserDriver(computer);
  }, 60_000);
  afterAll(async () => {
    await computer?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("reads a page as Markdown, without what is not shown", async () => {
    await driver.open(`${server.origin}/article`);
    expect(await computer.readText()).toBe(
      [
        "Title: Article",
        "# The first heading",
        `Some bold text, and [a link](${server.origin}/second).`,
        "- one\n- two mail",
        "a | b |",
        "Name [Ada] [password: hidden] [x] [green]",
        "shadow slotted",
        "---",
        "Frame about:srcdoc",
        "## Inner",
      ].join("\n\n"),
    );
  }, 60_000);

  it("types a secret by its name, and shows it nowhere", async () => {
    await driver.open(`${server.origin}/form`);
    const clicked = { type: "click", x: 200, y: 120 } as const;
    const seen = await driver.do(clicked, { type: "type", text: "<secret>PASSWORD</secret>" });
    expect(await computer.page?.evaluate("one.value")).toBe(value);
    expect(seen.title).toBe("<secret>PASSWORD</secret>");
    expect(await computer.readText()).not.toContain(value);
    const security = "getComputedStyle(one).webkitTextSecurity + ' ' + getComputedStyle(echo).webkitTextSecurity";
    expect(await computer.page?.evaluate(security)).toBe("disc disc");
  }, 60_000);

  it("types no secret into another site, not even inside a page that may have it", async () => {
    await driver.open(`${server.origin}/framed`);
    const { failure, performed } = await driver.try(
      { type: "click", x: 200, y: 120 },
      { type: "type", text: "<secret>PASSWORD</secret>" },
    );
    expect(performed).toBe(1);
    expect(failure?.code).toBe("wrong-origin");
    const [, inner] = computer.page?.frames() ?? [];
    expect(await inner?.evaluate("one.value")).toBe("");
    await driver.do({ type: "type", text: "plain" });
    expect(await inner?.evaluate("one.value")).toBe("plain");
  }, 60_000);
});
