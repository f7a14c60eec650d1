import type { Computer } from "@massgen/core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { type Driver, drive } from "../test-support/drive.ts";
import { type Pages, startPages } from "../test-support/pages/start-pages.ts";
import { startBrowser } from "../test-support/start-browser.ts";

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

describeWith("chromium", "a browser driven by keys", () => {
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
  const type = (text: string) => driver.act({ type: "type", text });
  const key = (...keys: string[]) => driver.act({ type: "key", keys });

  it("opens a native select and clicks one of its rows", async () => {
    await open("/select");
    await click(180, 120);
    // Rows are laid out by the browser: the third is a few rows below the control.
    const rows = [180, 200, 220, 240];
    let seen = "";
    for (const y of rows) {
      const { title = "" } = await click(150, y);
      expect(title).not.toBe("clicked behind");
      seen = title;
      if (title.startsWith("chosen: ")) break;
    }
    expect(seen).toMatch(/^chosen: (Banana|Cherry|Date|Elderberry)$/);
  });

  it("chooses in a native select by keys", async () => {
    await open("/select");
    await click(180, 120);
    await key("ArrowDown");
    await key("ArrowDown");
    expect((await key("Enter")).title).toBe("chosen: Cherry");
  });

  it("types every script exactly", async () => {
    await open("/text");
    await click(300, 200);
    const text = "Héllo ß — 日本語 한국어 עברית 👩‍👩‍👧🏽 e\u0301 € <&>\"'\\ {}[]\n\ttabless";
    const { title = "" } = await type(text.replace("\t", ""));
    expect(title).toBe(`text: ${JSON.stringify(text.replace("\t", ""))}`);
  });

  it("types 200 characters into a mask's neighbour without losing one", async () => {
    await open("/text");
    await click(300, 200);
    const text = "The quick brown fox jumps over the lazy dog. 0123456789 ".repeat(4).slice(0, 200);
    expect((await type(text)).title).toBe(`text: ${JSON.stringify(text)}`);
  });

  it("fills an input mask, key by key", async () => {
    await open("/mask");
    await click(200, 120);
    expect((await type("5551234567")).title).toBe("phone: (555) 123-4567");
    expect((await key("Backspace")).title).toBe("phone: (555) 123-456");
  });

  it("waits for a list of suggestions and clicks one", async () => {
    await open("/autocomplete");
    await click(200, 120);
    await type("be");
    expect((await click(200, 186)).title).toBe("city: Bern");
  });

  it("types a date", async () => {
    await open("/date");
    await click(115, 120);
    expect((await type("02142027")).title).toBe("day: 2027-02-14");
  });

  it("replaces all text of a rich editor", async () => {
    await open("/editor");
    await click(300, 150);
    await key("Control", "a");
    expect((await type("New.")).title).toBe("editor: New.");
  });

  it("takes a chord in one word, and names of keys of all families", async () => {
    await open("/text");
    await click(300, 200);
    await type("abc");
    await key("CTRL+A");
    expect((await key("Back_Space")).title).toBe('text: ""');
  });
});
