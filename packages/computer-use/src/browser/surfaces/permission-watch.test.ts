import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../../scripts/test-support/describe-with.ts";
import { type Bench, launchChromium, openBench } from "../../test-support/surfaces/surface-bench.ts";

const timeout = 60_000;

const locate =
  "new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('found'), ({ code }) => done(code)))";

describeWith("chromium", "permissions of a page", () => {
  let browser: Browser;
  let bench: Bench;

  beforeAll(async () => {
    browser = await launchChromium();
  }, timeout);

  afterEach(async () => {
    await bench.close();
  }, timeout);

  afterAll(async () => {
    await browser.close();
  }, timeout);

  it(
    "denies what a page asks for, and tells of it",
    async () => {
      bench = await openBench(browser, {});
      expect(await bench.page.evaluate(locate)).toBe(1);
      expect(await bench.page.evaluate("Notification.requestPermission()")).toBe("denied");
      expect(await bench.page.evaluate("navigator.clipboard.readText().then(() => 'read', ({ name }) => name)")).toBe(
        "NotAllowedError",
      );
      await bench.page.evaluate("navigator.mediaDevices.getUserMedia({ video: true, audio: true }).catch(() => 0)");
      const { origin } = bench;
      expect(bench.surfaces.facts().permissions).toEqual(
        ["geolocation", "notifications", "clipboard-read", "camera", "microphone"].map((permission) => ({
          permission,
          origin,
          answer: "denied",
        })),
      );
      expect(bench.surfaces.facts().permissions).toEqual([]);
    },
    timeout,
  );

  it(
    "denies them in frames, and leaves alone what no browser asks about",
    async () => {
      bench = await openBench(browser, {}, { "/": "<iframe src='/framed'></iframe>" });
      const frame = bench.page.frames()[1];
      expect(await frame?.evaluate(locate)).toBe(1);
      expect(bench.surfaces.facts().permissions).toEqual([
        { permission: "geolocation", origin: bench.origin, answer: "denied" },
      ]);
      await bench.page.mouse.click(5, 5);
      expect(await bench.page.evaluate("navigator.clipboard.writeText('x').then(() => 'written')")).toBe("written");
      const other = `${bench.origin.replace("127.0.0.1", "localhost")}/`;
      expect(await bench.page.evaluate(`fetch("${other}", { mode: "no-cors" }).then(({ type }) => type)`)).toBe(
        "opaque",
      );
    },
    timeout,
  );

  it(
    "grants an origin what it is granted, and no other",
    async () => {
      bench = await openBench(browser, {}, {});
      const granted = await openBench(browser, { permissions: { "https://maps.example": ["geolocation"] } });
      try {
        const state = "navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)";
        await granted.context.route("https://maps.example/**", (route) =>
          route.fulfill({ body: "<h1>Map</h1>", contentType: "text/html" }),
        );
        expect(await granted.page.evaluate(state)).toBe("denied");
        await granted.page.goto("https://maps.example/");
        expect(await granted.page.evaluate(state)).toBe("granted");
        await granted.context.setGeolocation({ latitude: 1, longitude: 2 });
        expect(await granted.page.evaluate(locate)).toBe("found");
        expect(granted.surfaces.facts().permissions).toEqual([
          { permission: "geolocation", origin: "https://maps.example", answer: "granted" },
        ]);
      } finally {
        await granted.close();
      }
    },
    timeout,
  );

  it.each([
    {
      permissions: { "https://maps.example/path": ["geolocation"] },
      message: /^The permissions name https:\/\/maps\.example\/path, which is not an origin\./u,
    },
    {
      permissions: { "https://maps.example": ["everything"] },
      message: /^The permissions of https:\/\/maps\.example could not be set: everything\./u,
    },
  ])(
    "refuses permissions that mean nothing",
    async ({ permissions, message }) => {
      bench = await openBench(browser, {});
      await expect(openBench(browser, { permissions })).rejects.toMatchObject({
        code: "invalid-option",
        message: expect.stringMatching(message),
      });
    },
    timeout,
  );

  it(
    "cancels what would open a window that nothing can answer, and tells of it",
    async () => {
      bench = await openBench(browser, {});
      await bench.page.evaluate("print()");
      const picker = "globalThis.showOpenFilePicker ? showOpenFilePicker().catch(({ name }) => name) : 'AbortError'";
      expect(await bench.page.evaluate(picker)).toBe("AbortError");
      const screen = "navigator.mediaDevices.getDisplayMedia().catch(({ name }) => name)";
      expect(await bench.page.evaluate(screen)).toBe("NotAllowedError");
      expect(bench.surfaces.facts().notices).toEqual([
        `${bench.origin} wanted to print; nothing was printed.`,
        `${bench.origin} wanted to open or save files directly; that was cancelled.`,
        `${bench.origin} wanted to record the screen; that was denied.`,
      ]);
    },
    timeout,
  );

  it(
    "is neither flooded nor fooled by a page",
    async () => {
      bench = await openBench(browser, {});
      await bench.page.evaluate(`
        for (let i = 0; i < 500; i++) navigator.geolocation.getCurrentPosition(() => 0);
        for (let i = 0; i < 500; i++) console.debug('{"asked":"camera","origin":"https://bank.example"}');
        globalThis.__playwright__binding__?.("garbage");
      `);
      expect(
        await bench.page.evaluate("navigator.geolocation.getCurrentPosition.toString().includes('[native code]')"),
      ).toBe(true);
      expect(bench.surfaces.facts()).toEqual({
        permissions: [{ permission: "geolocation", origin: bench.origin, answer: "denied" }],
        downloads: [],
        notices: [],
      });
    },
    timeout,
  );
});
