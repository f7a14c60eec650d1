import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { createUrlPolicy } from "../policy.ts";
import { createBrowserComputer } from "./create-browser-computer.ts";
import { findChromium } from "./session/find-chromium.ts";
import { browserDriver } from "./testing/browser-driver.ts";
import { serve, type TestServer } from "./testing/serve.ts";

const run = promisify(execFile);

/** Processes that this one has started and that still run. */
async function children(): Promise<readonly string[]> {
  const { stdout } = await run("ps", ["-o", "pid=,stat=,args=", "--ppid", String(process.pid)]);
  return stdout.split("\n").filter((line) => /chrom/i.test(line) && !/^\s*\d+\s+Z/.test(line));
}

describeWith("chromium", "the life of a browser", () => {
  let server: TestServer;
  /** Everything that a browser writes goes here, and nothing else does. */
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "massgen-life-"));
    vi.stubEnv("TMPDIR", folder);
    server = await serve({
      "/": "<title>start</title><button style='position:absolute;left:0;top:0;width:200px;height:200px'>x</button>",
      "/cookie": (request, response) => {
        response.writeHead(200, { "content-type": "text/html", "set-cookie": "kept=yes; Max-Age=1000" });
        response.end(`<title>${request.headers.cookie ?? "no cookie"}</title>`);
      },
      "/hang": () => undefined,
    });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
    await server[Symbol.asyncDispose]();
  });

  it("leaves no process and no listener behind", async () => {
    const before = { children: await children(), listeners: process.listenerCount("exit") };
    for (let time = 0; time < 2; time += 1) {
      const computer = await createBrowserComputer({
        url: server.origin,
        policy: createUrlPolicy({ privateAddresses: ["127.0.0.1"] }),
      });
      const controller = new AbortController();
      const { frame } = await computer.observe();
      const acting = computer.act([{ type: "navigate", url: `${server.origin}/hang` }], {
        frame: frame.id,
        signal: controller.signal,
      });
      setTimeout(() => controller.abort(new Error("enough")), 100);
      await expect(acting).rejects.toThrow("enough");
      await Promise.all([computer.close(), computer.close()]);
    }
    expect(await children()).toEqual(before.children);
    expect(process.listenerCount("exit")).toBe(before.listeners);
  }, 120_000);

  it("ends with the signal while it starts", async () => {
    const before = await children();
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(createBrowserComputer({ signal })).rejects.toThrow("enough");
    const controller = new AbortController();
    const creating = createBrowserComputer({ signal: controller.signal });
    setTimeout(() => controller.abort(new Error("later")), 50);
    await expect(creating).rejects.toThrow("later");
    expect(await children()).toEqual(before);
  }, 120_000);

  it("says what is wrong with a browser that does not start", async () => {
    const creating = createBrowserComputer({ executablePath: process.execPath });
    await expect(creating).rejects.toMatchObject({ code: "unavailable" });
    await expect(createBrowserComputer({ connect: { cdp: "http://127.0.0.1:1" } })).rejects.toThrow(
      "The remote browser could not be reached. Check its address and that it is a Chromium of a version that this Playwright can talk to.",
    );
  }, 120_000);

  it("finds hosts by name without a policy, too", async () => {
    const url = server.origin.replace("127.0.0.1", "localhost");
    const computer = await createBrowserComputer({ url });
    expect(await computer.observe()).toMatchObject({ title: "start" });
    await computer.close();
  }, 120_000);

  it("refuses a profile that is no folder", async () => {
    await expect(createBrowserComputer({ userDataDir: process.execPath })).rejects.toMatchObject({
      code: "invalid-option",
      message: `The userDataDir ${process.execPath} is no folder. Name a folder; it is made where it does not exist.`,
    });
  });

  it("keeps the profile in a folder that is named", async () => {
    const userDataDir = await mkdtemp(join(tmpdir(), "massgen-profile-"));
    try {
      for (const title of ["no cookie", "kept=yes"]) {
        const computer = await createBrowserComputer({ userDataDir, url: `${server.origin}/cookie` });
        expect(await computer.observe()).toMatchObject({ title });
        await computer.close();
      }
    } finally {
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  }, 120_000);

  it("works in a browser that runs elsewhere, and leaves it running", async () => {
    const executablePath = await findChromium();
    const remote = await chromium.launchServer({
      chromiumSandbox: process.getuid?.() !== 0,
      ...(executablePath && { executablePath }),
    });
    try {
      for (const policy of [undefined, createUrlPolicy({ privateAddresses: ["127.0.0.1"] })]) {
        const computer = await createBrowserComputer({
          connect: { playwright: remote.wsEndpoint() },
          url: server.origin,
          ...(policy && { policy, unenforced: true }),
        });
        const driver = browserDriver(computer);
        expect(await driver.do({ type: "click", x: 10, y: 10 })).toMatchObject({ title: "start" });
        await computer.close();
      }
      expect(remote.process().exitCode).toBeNull();
    } finally {
      await remote.close();
    }
  }, 120_000);

  it("works in a browser that is reached by its DevTools", async () => {
    const executablePath = await findChromium();
    const profile = await mkdtemp(join(tmpdir(), "profile-"));
    const context = await chromium.launchPersistentContext(profile, {
      args: ["--remote-debugging-port=0"],
      // Otherwise this client gives pages of the other one its own size, if it comes last.
      viewport: null,
      chromiumSandbox: process.getuid?.() !== 0,
      ...(executablePath && { executablePath }),
    });
    try {
      const [port] = (await readFile(join(profile, "DevToolsActivePort"), "utf8")).split("\n");
      const computer = await createBrowserComputer({
        connect: { cdp: `http://127.0.0.1:${port}` },
        url: server.origin,
      });
      expect(await computer.observe()).toMatchObject({ title: "start", frame: { width: 1440, height: 900 } });
      await computer.close();
      expect(context.pages()).toHaveLength(1);
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  }, 120_000);

  it("takes the frame that a model prefers", async () => {
    const computer = await createBrowserComputer({ frame: { width: 640, height: 480, mediaType: "image/png" } });
    expect(computer.capabilities.frame).toEqual({ width: 640, height: 480 });
    expect((await computer.observe()).frame).toMatchObject({ width: 640, height: 480, mediaType: "image/png" });
    await computer.close();
    expect(await readdir(folder)).toEqual([]);
  }, 120_000);
});
