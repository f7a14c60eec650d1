import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Computer } from "@massgen/core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { type Driver, drive } from "../test-support/drive.ts";
import { type Pages, startPages } from "../test-support/pages/start-pages.ts";
import { startBrowser } from "../test-support/start-browser.ts";

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

describeWith("chromium", "windows, dialogs and files", () => {
  let pages: Pages;
  let computer: Computer;
  let driver: Driver;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "massgen-window-"));
    await mkdir(join(folder, "downloads"));
    await writeFile(join(folder, "one.txt"), "first");
    await writeFile(join(folder, "two.txt"), "second");
    pages = await startPages();
    computer = await startBrowser(pages, {
      uploads: [join(folder, "one.txt"), join(folder, "two.txt")],
      downloads: { folder: join(folder, "downloads"), maximumBytes: 3_000_000 },
    });
    driver = drive(computer);
  }, 60_000);

  afterAll(async () => {
    await computer?.close();
    await pages?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const open = (path: string) => driver.open(pages.origin + path);
  const click = (x: number, y: number) => driver.act({ type: "click", x, y });
  const key = (...keys: string[]) => driver.act({ type: "key", keys });

  it("follows a popup that a form was posted to, and comes back when it closes", async () => {
    await open("/popup");
    const popup = await click(180, 170);
    expect(popup).toMatchObject({ title: "posted: order=42 opener: yes" });
    expect(popup.tabs).toHaveLength(2);
    expect(popup.tabs.find(({ active }) => active)?.url).toBe(`${pages.origin}/popup-result`);
    const back = await key("Control", "w");
    expect(back).toMatchObject({ title: "popup said: order=42" });
    expect(back.tabs).toHaveLength(1);
    expect(pages.requests.filter((path) => path === "/popup-result")).toHaveLength(1);
  });

  it("shows an alert, and nothing else until it is answered", async () => {
    await open("/dialogs");
    const shown = await click(180, 120);
    expect(shown.dialog).toMatchObject({ kind: "alert", message: "Take note." });
    expect((await key("Enter")).title).toBe("alert closed");
  });

  it("answers a question of the page either way", async () => {
    await open("/dialogs");
    expect((await click(180, 170)).dialog).toMatchObject({ kind: "confirm", message: "Delete it?" });
    expect((await key("Enter")).title).toBe("confirmed: true");
    await click(180, 170);
    expect((await key("Escape")).title).toBe("confirmed: false");
  });

  it("types into a prompt", async () => {
    await open("/dialogs");
    expect((await click(180, 220)).dialog).toMatchObject({ kind: "prompt", defaultValue: "Nobody" });
    await key("Control", "a");
    await driver.act({ type: "type", text: "Zoë 日" });
    expect((await key("Enter")).title).toBe("prompted: Zoë 日");
  });

  it("asks before it leaves a page that wants to be asked", async () => {
    await open("/dialogs");
    await click(180, 320);
    const asked = await click(120, 260);
    expect(asked.dialog).toMatchObject({ kind: "beforeunload" });
    expect((await key("Escape")).url).toBe(`${pages.origin}/dialogs`);
    await click(120, 260);
    expect((await key("Enter")).url).toBe(`${pages.origin}/static`);
  });

  it("chooses files of its list, by name", async () => {
    await open("/chooser");
    const asked = await click(150, 120);
    expect(asked.fileChooser).toMatchObject({ multiple: true, choices: ["one.txt", "two.txt"] });
    await driver.act({ type: "type", text: "two.txt" });
    expect((await key("Enter")).title).toBe("files: two.txt=second");
    await click(150, 120);
    expect((await key("Escape")).fileChooser).toBeUndefined();
  });

  it("keeps a download in its folder, and cuts one that does not end", async () => {
    await open("/download");
    const kept = await click(120, 110);
    expect(kept.downloads).toMatchObject([{ fileName: "report.csv", status: "finished", bytes: 8 }]);
    expect(await readFile(join(folder, "downloads", "report.csv"), "utf8")).toBe("a,b\n1,2\n");
    let seen = (await click(120, 160)).downloads;
    for (let i = 0; i < 20 && !seen.some(({ status }) => status !== "running"); i++) {
      seen = (await driver.wait(300)).downloads;
    }
    expect(seen.at(-1)).toMatchObject({ fileName: "bomb.bin", status: "refused" });
    await click(120, 210);
    const names = await readdir(join(folder, "downloads"));
    expect(names.every((name) => /^[\w. -]+$/.test(name))).toBe(true);
    expect(await readdir(folder)).toEqual(["downloads", "one.txt", "two.txt"]);
  });

  it("works in a frame of another origin, its select included", async () => {
    await open("/iframe");
    expect((await click(200, 170)).title).toBe("frame said: clicked from elsewhere");
    await click(200, 240);
    await key("ArrowDown");
    expect((await key("Enter")).title).toBe("frame said: chose Banana from elsewhere");
  });

  it("tells a page that it may not know where it is, and tells the model so", async () => {
    await open("/permissions");
    const asked = await click(180, 120);
    expect(asked).toMatchObject({ title: "refused: 1" });
    expect(asked.permissions).toMatchObject([{ permission: "geolocation", answer: "denied" }]);
  });
});
