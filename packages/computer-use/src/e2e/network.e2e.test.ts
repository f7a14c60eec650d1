import type { Computer } from "@massgen/core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { type Driver, drive } from "../test-support/drive.ts";
import { type Pages, startPages } from "../test-support/pages/start-pages.ts";
import { startBrowser } from "../test-support/start-browser.ts";

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

describeWith("chromium", "pages that take their time", () => {
  let pages: Pages;
  let computer: Computer;
  let driver: Driver;

  beforeAll(async () => {
    pages = await startPages();
    computer = await startBrowser(pages);
    driver = drive(computer);
  }, 60_000);

  afterAll(async () => {
    await computer?.close();
    await pages?.[Symbol.asyncDispose]();
  });

  const open = (path: string) => driver.open(pages.origin + path);
  const click = (x: number, y: number) => driver.act({ type: "click", x, y });

  it("waits for a redirect that comes late", async () => {
    await open("/slow-redirect");
    expect(await click(110, 110)).toMatchObject({ title: "arrived", url: `${pages.origin}/arrived` });
  });

  it("waits for what a click fetches", async () => {
    await open("/fetching");
    expect(await click(180, 120)).toMatchObject({ title: "answered", settled: { reason: "still" } });
  });

  it("scrolls a list that grows", async () => {
    expect((await open("/infinite")).title).toBe("rows: 30");
    expect((await driver.act({ type: "scroll", x: 700, y: 400, deltaX: 0, deltaY: 2_000 })).title).toBe("rows: 60");
    expect((await driver.act({ type: "scroll", x: 700, y: 400, deltaX: 0, deltaY: 2_000 })).title).toBe("rows: 90");
  });

  it("gives up on a page that never rests, and says what went on", async () => {
    await open("/busy");
    const seen = await click(180, 120);
    expect(seen.title).toBe("clicks: 1");
    expect(seen.settled).toMatchObject({ reason: "timeout" });
    expect(seen.settled?.pending).toContain("picture");
  });

  it("goes back and forward", async () => {
    await open("/static");
    await open("/canvas");
    const back = await computer.act([{ type: "back" }], { frame: (await driver.observe()).frame.id });
    expect(back.observation.url).toBe(`${pages.origin}/static`);
    const forward = await computer.act([{ type: "forward" }], { frame: back.observation.frame.id });
    expect(forward.observation.url).toBe(`${pages.origin}/canvas`);
    await driver.observe();
  });
});
