import type { Computer } from "@massgen/core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { type Driver, drive } from "../test-support/drive.ts";
import { type Pages, startPages } from "../test-support/pages/start-pages.ts";
import { startBrowser } from "../test-support/start-browser.ts";

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

describeWith("chromium", "a browser driven by pixels", () => {
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

  it("clicks what it sees and shows what came of it", async () => {
    await open("/static");
    expect(await click(180, 120)).toMatchObject({ title: "clicks: 1", settled: { reason: "still" } });
  });

  it("clicks with any button, any number of times, with keys held", async () => {
    await open("/buttons");
    expect((await driver.act({ type: "click", x: 150, y: 150, count: 2 })).title).toBe("dblclick 0 2 50,50");
    expect((await driver.act({ type: "click", x: 150, y: 150, button: "middle" })).title).toContain("auxclick 1");
    const right = await driver.act({ type: "click", x: 160, y: 170, button: "right" });
    expect(right.title).toMatch(/^(contextmenu|auxclick) 2 \d 60,70/);
    const held = await driver.act({ type: "click", x: 150, y: 150, keys: ["Shift", "ctrl"] });
    expect(held.title).toBe("click 0 1 50,50 shiftKey+ctrlKey");
    expect((await click(150, 150)).title).toBe("click 0 1 50,50");
  });

  it("scrolls what is under the pointer, and waits for it to rest", async () => {
    await open("/nested-scroll");
    expect((await driver.act({ type: "scroll", x: 300, y: 250, deltaX: 0, deltaY: 500 })).title).toBe(
      "inner: 500 page: 0",
    );
    expect((await driver.act({ type: "scroll", x: 900, y: 600, deltaX: 0, deltaY: 700 })).title).toBe(
      "inner: 500 page: 700",
    );
    expect((await driver.act({ type: "scroll", x: 900, y: 600, deltaX: 0, deltaY: -300 })).title).toBe(
      "inner: 500 page: 400",
    );
  });

  it("drags what HTML5 drags", async () => {
    await open("/drag-html5");
    const dropped = await driver.act({
      type: "drag",
      path: [
        { x: 150, y: 150 },
        { x: 600, y: 400 },
      ],
    });
    expect(dropped.title).toBe("dropped: card");
  });

  it("drags what follows the pointer", async () => {
    await open("/drag-pointer");
    const dragged = await driver.act({
      type: "drag",
      path: [
        { x: 120, y: 120 },
        { x: 520, y: 320 },
      ],
    });
    expect(dragged.title).toBe("knob: 500px 300px followed");
  });

  it("selects text by dragging over it", async () => {
    await open("/selection");
    const { title } = await driver.act({
      type: "drag",
      path: [
        { x: 101, y: 112 },
        { x: 260, y: 112 },
      ],
    });
    expect(title).toMatch(/^selected: Select exactly/);
  });

  it("opens a menu by hovering, and chooses from it", async () => {
    await open("/hover-menu");
    await driver.act({ type: "move", x: 180, y: 120 });
    expect((await click(180, 160)).title).toBe("saved");
  });

  it("clicks what lies there once the pointer has come", async () => {
    await open("/hover-swap");
    expect((await click(180, 120)).title).toBe("clicked the real one");
  });

  it("reaches into a closed shadow root", async () => {
    await open("/shadow");
    expect((await click(180, 120)).title).toBe("clicked inside");
  });

  it("paints on a canvas at the very pixel", async () => {
    await open("/canvas");
    expect((await click(333, 222)).title).toBe("painted: 233,122");
  });

  it("hits a target of eight pixels", async () => {
    await open("/small-target");
    expect((await click(617, 411)).title).toBe("hit");
  });

  it("does the actions of a batch in order, with one observation", async () => {
    await open("/static");
    const seen = await driver.act(
      { type: "click", x: 180, y: 120 },
      { type: "move", x: 500, y: 500 },
      { type: "click", x: 180, y: 120 },
    );
    expect(seen.title).toBe("clicks: 2");
  });
});
