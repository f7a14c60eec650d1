import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../../scripts/test-support/describe-with.ts";
import { type Bench, launchChromium, openBench } from "../../test-support/surfaces/surface-bench.ts";

const timeout = 60_000;

const input = (attributes: string) =>
  `<input type=file ${attributes} style="position:absolute;left:0;top:0;width:300px;height:40px">
   <script>document.querySelector("input").addEventListener("cancel", () => { document.title = "cancelled"; })</script>`;

const chosen = "[...document.querySelector('input').files].map((file) => file.name)";

async function threeFiles(folder: string): Promise<string[]> {
  const paths = ["alpha.txt", "beta.txt", "gamma.txt"].map((name) => join(folder, name));
  await Promise.all(paths.map((path) => writeFile(path, `content of ${path}`)));
  return paths;
}

describeWith("chromium", "file choosers of a page", () => {
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

  async function open(attributes = ""): Promise<void> {
    bench = await openBench(browser, async (folder) => ({ uploads: await threeFiles(folder) }), {
      "/": input(attributes),
    });
    await bench.page.mouse.click(20, 20);
    expect(await bench.surfaces.whenBlocked()).toBe("file-chooser");
  }

  it(
    "draws the allowed files, of which a click and Open choose one",
    async () => {
      await open();
      expect(bench.surfaces.facts().fileChooser).toEqual({
        multiple: false,
        choices: ["alpha.txt", "beta.txt", "gamma.txt"],
      });
      const folder = process.env.SURFACE_PICTURES;
      if (folder !== undefined) {
        await bench.clickDrawn("#rows li:nth-child(1)");
        await writeFile(`${folder}/chooser.jpg`, (await bench.picture()).data);
      }
      expect(await bench.clickDrawn("#rows li:nth-child(2)")).toEqual({});
      expect(await bench.clickDrawn("#accept")).toEqual({});
      expect(await bench.page.evaluate(chosen)).toEqual(["beta.txt"]);
      expect(bench.surfaces.blocking()).toBeUndefined();
    },
    timeout,
  );

  it(
    "chooses by a double click",
    async () => {
      await open();
      expect(await bench.clickDrawn("#rows li:nth-child(3)", { count: 2 })).toEqual({});
      expect(await bench.page.evaluate(chosen)).toEqual(["gamma.txt"]);
    },
    timeout,
  );

  it(
    "chooses by a typed name and Enter, and tells what there is where the name is unknown",
    async () => {
      await open();
      const failure = {
        code: "unknown-file",
        reason: "There is no file of that name; these can be chosen: alpha.txt, beta.txt, gamma.txt.",
      };
      expect(await bench.surfaces.act({ type: "type", text: "/etc/passwd\n" })).toEqual({ failure });
      expect(bench.surfaces.blocking()).toBe("file-chooser");
      await bench.surfaces.act({ type: "key", keys: ["Control", "a"] });
      await bench.surfaces.act({ type: "type", text: "ALPHA.txt" });
      expect(await bench.surfaces.act({ type: "key", keys: ["Enter"] })).toEqual({});
      expect(await bench.page.evaluate(chosen)).toEqual(["alpha.txt"]);
    },
    timeout,
  );

  it(
    "chooses several where the page takes several",
    async () => {
      await open("multiple");
      await bench.clickDrawn("#rows li:nth-child(1)");
      await bench.clickDrawn("#rows li:nth-child(2)");
      await bench.clickDrawn("#rows li:nth-child(3)");
      await bench.clickDrawn("#rows li:nth-child(2)");
      expect(await bench.clickDrawn("#accept")).toEqual({});
      expect(await bench.page.evaluate(chosen)).toEqual(["alpha.txt", "gamma.txt"]);
      await bench.page.mouse.click(20, 20);
      await bench.surfaces.whenBlocked();
      expect(await bench.surfaces.act({ type: "type", text: '"beta.txt" "alpha.txt"\n' })).toEqual({});
      expect(await bench.page.evaluate(chosen)).toEqual(["alpha.txt", "beta.txt"]);
    },
    timeout,
  );

  it(
    "takes one only where the page takes one",
    async () => {
      await open();
      expect(await bench.surfaces.act({ type: "type", text: '"beta.txt" "alpha.txt"\n' })).toEqual({
        failure: { code: "unknown-file", reason: "Only one file can be chosen here." },
      });
      expect(await bench.page.evaluate(chosen)).toEqual([]);
    },
    timeout,
  );

  it(
    "cancels by Escape and tells the page",
    async () => {
      await open();
      expect(await bench.clickDrawn("#accept")).toEqual({
        failure: {
          code: "unknown-file",
          reason: "No file is chosen yet; these can be chosen: alpha.txt, beta.txt, gamma.txt.",
        },
      });
      expect(await bench.surfaces.act({ type: "key", keys: ["Escape"] })).toEqual({});
      expect(bench.surfaces.blocking()).toBeUndefined();
      expect(await bench.page.title()).toBe("cancelled");
    },
    timeout,
  );

  it(
    "cancels at once where no file is allowed",
    async () => {
      bench = await openBench(browser, {}, { "/": input("") });
      await bench.page.mouse.click(20, 20);
      await bench.page.waitForFunction("document.title === 'cancelled'");
      expect(bench.surfaces.blocking()).toBeUndefined();
      expect(bench.surfaces.facts()).toMatchObject({
        fileChooser: { multiple: false, choices: [] },
        notices: [
          `${new URL(bench.origin).host} asked for a file; none may be uploaded, so the file chooser was cancelled.`,
        ],
      });
      expect(bench.surfaces.facts().fileChooser).toBeUndefined();
    },
    timeout,
  );

  it(
    "never gives a page a folder",
    async () => {
      bench = await openBench(browser, async (folder) => ({ uploads: await threeFiles(folder) }), {
        "/": input("webkitdirectory"),
      });
      await bench.page.mouse.click(20, 20);
      await bench.page.waitForFunction("document.title === 'cancelled'");
      expect(bench.surfaces.blocking()).toBeUndefined();
      expect(bench.surfaces.facts().notices).toEqual([
        `${new URL(bench.origin).host} asked for a folder; only single files may be uploaded, so it was cancelled.`,
      ]);
    },
    timeout,
  );

  it(
    "does not upload a file that was replaced by a link meanwhile",
    async () => {
      await open();
      await writeFile(join(bench.folder, "secret"), "secret");
      await rename(join(bench.folder, "alpha.txt"), join(bench.folder, "moved.txt"));
      await symlink(join(bench.folder, "secret"), join(bench.folder, "alpha.txt"));
      expect(await bench.surfaces.act({ type: "type", text: "alpha.txt\n" })).toEqual({
        failure: {
          code: "upload-refused",
          reason: "The file alpha.txt cannot be uploaded: it is gone or has been replaced.",
        },
      });
      expect(await bench.page.evaluate(chosen)).toEqual([]);
      expect(await bench.surfaces.act({ type: "key", keys: ["Control", "a"] })).toEqual({});
      expect(await bench.surfaces.act({ type: "type", text: "beta.txt\n" })).toEqual({});
      expect(await bench.page.evaluate(chosen)).toEqual(["beta.txt"]);
    },
    timeout,
  );

  it(
    "takes no folder and nothing that is not there as an upload",
    async () => {
      bench = await openBench(browser, {});
      const folder = join(bench.folder, "sub");
      await mkdir(folder);
      for (const path of [folder, join(bench.folder, "absent.txt"), "/dev/null"]) {
        await expect(openBench(browser, { uploads: [path] })).rejects.toMatchObject({
          code: "invalid-option",
          message: `The upload ${path} is not a regular file that can be read. List files that exist, not folders or devices.`,
        });
      }
    },
    timeout,
  );

  it(
    "surfaces choosers of frames of other sites and of popups",
    async () => {
      bench = await openBench(browser, async (folder) => ({ uploads: await threeFiles(folder) }), {
        "/": "<iframe style='position:absolute;left:0;top:0;width:400px;height:200px;border:0'></iframe>",
        "/framed": input(""),
      });
      const other = `${bench.origin.replace("127.0.0.1", "localhost")}/framed`;
      await bench.page.evaluate(`document.querySelector("iframe").src = ${JSON.stringify(other)}`);
      const frame = await (await bench.page.waitForSelector("iframe")).contentFrame();
      await frame?.waitForSelector("input");
      await bench.page.mouse.click(30, 30);
      await bench.surfaces.whenBlocked();
      expect(await bench.surfaces.act({ type: "type", text: "alpha.txt\n" })).toEqual({});
      expect(await frame?.evaluate(chosen)).toEqual(["alpha.txt"]);

      const popup = bench.page.waitForEvent("popup");
      bench.run("open('/framed')");
      const page = await popup;
      await page.waitForSelector("input");
      await page.mouse.click(20, 20);
      await bench.surfaces.whenBlocked();
      expect(await bench.surfaces.act({ type: "type", text: "beta.txt\n" })).toEqual({});
      expect(await page.evaluate(chosen)).toEqual(["beta.txt"]);
    },
    timeout,
  );

  it(
    "forgets a chooser whose page goes elsewhere, and tells what is open meanwhile",
    async () => {
      await open();
      expect(await bench.surfaces.act({ type: "click", x: 5, y: 590 })).toEqual({
        failure: {
          code: "file-chooser-open",
          reason:
            "A file chooser is open, and nothing else can be done before it is answered: click a file, or type its name, then press Enter or click Open, or press Escape or click Cancel.",
        },
      });
      await bench.page.goto(`${bench.origin}/other`);
      expect(bench.surfaces.blocking()).toBeUndefined();
    },
    timeout,
  );
});
