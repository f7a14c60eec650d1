import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Computer } from "@massgen/core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { createSecrets } from "../policy.ts";
import { type Driver, drive } from "../test-support/drive.ts";
import { type Pages, startPages } from "../test-support/pages/start-pages.ts";
import { startBrowser } from "../test-support/start-browser.ts";

/** A server that must never be reached. */
async function startForbidden() {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.end("<title>forbidden</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    hits: () => hits,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

describeWith("chromium", "a hostile site", () => {
  let pages: Pages;
  let forbidden: Awaited<ReturnType<typeof startForbidden>>;
  let computer: Computer;
  let driver: Driver;
  const value = "hunter2-correct-horse";

  beforeAll(async () => {
    pages = await startPages();
    forbidden = await startForbidden();
    computer = await startBrowser(pages, {
      secrets: createSecrets({ PASSWORD: { value, origins: [pages.origin] } }),
    });
    driver = drive(computer);
  }, 60_000);

  afterAll(async () => {
    await computer?.close();
    await forbidden?.close();
    await pages?.[Symbol.asyncDispose]();
  });

  const attempt = async (url: string) => {
    const { frame } = await computer.observe();
    return computer.act([{ type: "navigate", url }], { frame: frame.id });
  };

  it("does not reach a host that is not on the list, however it is written", async () => {
    const { port } = forbidden;
    const [, allowedPort = ""] = pages.host.split(":");
    for (const url of [
      `http://127.0.0.1:${port}/`,
      `http://${pages.host}@127.0.0.1:${port}/`,
      `http://0x7f.0.0.1:${port}/`,
      `http://0177.0.0.01:${port}/`,
      `http://2130706433:${port}/`,
      `http://127.1:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://localhost.:${port}/`,
      `http://127.0.0.1:${allowedPort}@127.0.0.1:${port}/`,
      `http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:${port}/`,
      "file:///etc/passwd",
      "chrome://version",
      "javascript:document.title='x'",
      "view-source:http://127.0.0.1/",
      "data:text/html,<title>x</title>",
    ]) {
      const { failure, observation } = await attempt(url);
      expect(failure, url).toMatchObject({ code: "blocked" });
      expect(observation.title, url).not.toBe("x");
    }
    expect(forbidden.hits()).toBe(0);
  });

  it("does not follow a redirect off the list, and says so", async () => {
    const target = `http://127.0.0.1:${forbidden.port}/`;
    const seen = await attempt(`${pages.origin}/redirect?to=${encodeURIComponent(target)}`);
    expect(forbidden.hits()).toBe(0);
    expect(JSON.stringify([seen.failure, seen.observation.notices])).toMatch(/not (on|in) the|block|allow/i);
  });

  it("bounds a storm of windows", async () => {
    await driver.open(`${pages.origin}/storm`);
    const seen = await driver.act({ type: "click", x: 180, y: 120 });
    expect(seen.tabs.length).toBeLessThanOrEqual(2);
    expect((await driver.open(`${pages.origin}/static`)).url).toBe(`${pages.origin}/static`);
  });

  it("gets out of a loop of alerts", async () => {
    await driver.open(`${pages.origin}/alert-loop`);
    let seen = await driver.act({ type: "click", x: 180, y: 120 });
    for (let i = 0; i < 10 && seen.dialog !== undefined; i++) seen = await driver.act({ type: "key", keys: ["Enter"] });
    expect(seen).toMatchObject({ title: "loop ended" });
    expect(seen.notices.join(" ")).toMatch(/dialog/i);
  });

  it("types a secret only where it belongs, and never shows it", async () => {
    await driver.open(`${pages.origin}/login`);
    await driver.act({ type: "click", x: 200, y: 170 });
    await driver.act({ type: "type", text: "<secret>PASSWORD</secret>" });
    const signedIn = await driver.act({ type: "click", x: 180, y: 220 });
    expect(signedIn.title).toBe(`signed in: ${value.length}`);
    expect(await computer.readText?.()).not.toContain(value);
    await driver.open(`${pages.otherOrigin}/login`);
    const { frame } = await driver.act({ type: "click", x: 200, y: 170 });
    const refused = await computer.act([{ type: "type", text: "<secret>PASSWORD</secret>" }], { frame: frame.id });
    expect(refused.failure).toMatchObject({ code: "wrong-origin" });
    expect(JSON.stringify(refused.failure)).not.toContain(value);
  });
});
