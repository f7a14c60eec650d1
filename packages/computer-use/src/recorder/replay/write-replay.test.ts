import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Decision } from "@massgen/core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { describeWith } from "../../../../../scripts/test-support/describe-with.ts";
import { recordRun } from "../../test-support/record-run.ts";
import { launchChromium } from "../../test-support/surfaces/surface-bench.ts";
import { openRunFolder } from "../run-folder.ts";
import { writeReplay } from "./write-replay.ts";

const decisions: readonly Decision[] = [
  { type: "act", thoughts: "The menu is at the top.", actions: [{ type: "click", x: 120, y: 80 }] },
  {
    type: "act",
    thoughts: '</script><script>document.title = "taken over"</script>',
    actions: [
      { type: "type", text: "kettle <b>" },
      { type: "key", keys: ["Enter"] },
      { type: "scroll", x: 300, y: 200, deltaX: 0, deltaY: 400 },
      {
        type: "drag",
        path: [
          { x: 10, y: 10 },
          { x: 200, y: 120 },
        ],
      },
    ],
  },
  { type: "finish", status: "success", answer: "The kettle costs 31 €." },
];

async function recorded(task?: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "massgen-replay-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const folder = await openRunFolder(path);
  await recordRun(folder, decisions, { ...(task && { task }) });
  await folder.close();
  return path;
}

describe("writeReplay", () => {
  it("tells what it wrote, and what is missing", async () => {
    const path = await recorded();
    expect(await writeReplay(path)).toEqual({ path: join(path, "replay.html"), steps: 3, missingPictures: 0 });
    await rm(join(path, "frames"), { recursive: true });
    expect(await writeReplay(path)).toMatchObject({ missingPictures: 4 });
  });

  it("refers to nothing outside itself", async () => {
    const { path } = await writeReplay(await recorded());
    expect(await readFile(path, "utf8")).not.toMatch(/(src|href)="(?!data:)/);
  });

  it("leaves nothing half-written where it cannot write", async () => {
    const path = await recorded();
    await expect(writeReplay(path, join(path, "none", "replay.html"))).rejects.toMatchObject({
      code: "run-unwritable",
    });
  });
});

describeWith("chromium", "a replay in a browser", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);

  afterAll(async () => browser?.close());

  it.each([
    ["desktop", 1280, 800],
    ["phone", 390, 844],
  ])("is read step by step on a %s", async (_name, width, height) => {
    const { path } = await writeReplay(await recorded('Find <img src=x onerror="document.title=1"> the kettle.'));
    const page = await browser.newPage({ viewport: { width, height }, offline: true });
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await page.goto(pathToFileURL(path).href);
    expect(await page.textContent("#task")).toBe('Find <img src=x onerror="document.title=1"> the kettle.');
    expect(await page.textContent("#headline")).toBe("click at 120, 80");
    expect(await page.textContent("#thoughts")).toBe("The menu is at the top.");
    expect(await page.textContent("#facts")).toContain("1,500 tokens in, 40 out");
    expect(await page.locator("#marks circle.ring").getAttribute("cx")).toBe("120");
    await page.click("#next");
    expect(await page.textContent("#thoughts")).toContain("</script>");
    expect(await page.locator("#marks text").allTextContents()).toEqual(["⌨ kettle <b>", "⌨ Enter"]);
    await page.keyboard.press("End");
    expect(await page.textContent("#headline")).toBe("The screen at the end");
    await page.locator("#slider").fill("2");
    expect(await page.textContent("#place")).toBe("Step 3 of 3");
    expect(await page.textContent("#status")).toBe("success");
    const picture = await page.evaluate(() => document.querySelector("img")?.naturalWidth);
    expect(picture).toBe(720);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("shows as text whatever a hostile run holds, and draws only what can be drawn", async () => {
    const evil = `</script><img src=x onerror="document.title='taken over'"><!-- ]]> " ' & \u2028`;
    const path = await mkdtemp(join(tmpdir(), "massgen-replay-"));
    onTestFinished(() => rm(path, { recursive: true, force: true }));
    const folder = await openRunFolder(path);
    const malformed: readonly object[] = [
      { type: "drag" },
      { type: "click", x: 5, y: 5, count: 1e9 },
      { type: "key", keys: [1] },
      { type: evil },
      { type: "zoom", region: { x: 1, y: 1, width: 5, height: 5, "onload=": 1 } },
      { type: "type", text: "x".repeat(10_000_000) },
      { type: "click", x: 120, y: 80 },
    ];
    const actions = malformed as Extract<Decision, { type: "act" }>["actions"];
    await recordRun(folder, [{ type: "act", thoughts: evil, actions }], { task: evil });
    const outcome = { type: "rejected", reason: evil } as const;
    await folder.append({ type: "outcome", step: 1, outcome, elapsedMilliseconds: 1 });
    const reasons = [{ type: "safety-check", check: { id: evil } }] as const;
    await folder.append({ type: "approval", step: 1, reasons, elapsedMilliseconds: 1 });
    await folder.append({ type: "session", model: evil, reason: evil, promptSource: "own", elapsedMilliseconds: 1 });
    await folder.close();
    const replay = await writeReplay(path);
    expect((await readFile(replay.path, "utf8")).length).toBeLessThan(100_000);
    const page = await browser.newPage({ offline: true });
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(pathToFileURL(replay.path).href);
    expect(await page.textContent("#task")).toBe(evil);
    expect(await page.textContent("#thoughts")).toBe(evil);
    expect(await page.textContent("#headline")).toBe("a malformed drag, and 6 more");
    expect(await page.textContent("#outcome")).toBe(`Nobody allowed it (safety check ${evil.trim()}). ${evil}`);
    expect(await page.textContent("#totals")).toContain(`${evil} (built-in system prompt)`);
    expect(await page.locator("#marks circle.ring").count()).toBe(1);
    expect(await page.locator("body img").count()).toBe(1);
    expect(await page.title()).not.toBe("taken over");
    expect(problems).toEqual([]);
    await page.close();
  });

  it("shows a run that goes on, and one without pictures", async () => {
    const path = await mkdtemp(join(tmpdir(), "massgen-replay-"));
    onTestFinished(() => rm(path, { recursive: true, force: true }));
    const folder = await openRunFolder(path);
    await folder.append({
      type: "run",
      log: "massgen-computer-run",
      version: 1,
      task: "Wait.",
      models: [],
      computer: "browser",
      capabilities: { environment: "browser", actions: [] },
      elapsedMilliseconds: 0,
    });
    const replay = await writeReplay(path);
    await folder.close();
    const page = await browser.newPage({ offline: true });
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(pathToFileURL(replay.path).href);
    expect(await page.textContent("#status")).toBe("not ended");
    expect(await page.isVisible("#missing")).toBe(true);
    await page.click("#next");
    await page.click("#play");
    expect(problems).toEqual([]);
    await page.close();
  });
});
