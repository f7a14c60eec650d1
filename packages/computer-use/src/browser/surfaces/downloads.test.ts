import { existsSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import type { ObservedDownload } from "@massgen/core";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { describeWith } from "../../../../../scripts/test-support/describe-with.ts";
import { type Bench, launchChromium, openBench } from "../../test-support/surfaces/surface-bench.ts";
import type { SurfaceFacts } from "./surfaces.ts";

const timeout = 60_000;

const attachment =
  (fileName: string, body: string): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` });
    response.end(body);
  };

/** Never ends by itself. */
const bomb: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-disposition": "attachment; filename=bomb.bin" });
  const chunk = Buffer.alloc(65_536);
  const pour = () => {
    while (!response.destroyed && response.write(chunk)) {}
  };
  response.on("drain", pour);
  pour();
};

describeWith("chromium", "downloads of a page", () => {
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

  /** Collects facts until every named download has ended. */
  async function ended(count: number): Promise<{ downloads: ObservedDownload[]; notices: string[] }> {
    const downloads = new Map<string, ObservedDownload>();
    const notices: string[] = [];
    await vi.waitFor(
      () => {
        const facts: SurfaceFacts = bench.surfaces.facts();
        notices.push(...facts.notices);
        for (const download of facts.downloads) {
          downloads.set(download.url, download);
        }
        const done = [...downloads.values()].filter(({ status }) => status !== "running");
        expect(done).toHaveLength(count);
      },
      { timeout: 20_000, interval: 50 },
    );
    return { downloads: [...downloads.values()], notices };
  }

  it(
    "names a secret by its name only, in its name, its address and its place, however long they are",
    async () => {
      const secret = "hunter2-horse";
      const mask = (text: string) => text.replaceAll(secret, "<secret>PASSWORD</secret>");
      const long = `${"x".repeat(190)}${secret}`;
      bench = await openBench(
        browser,
        (folder) => ({ downloads: { folder } }),
        { "/file": attachment(`${secret}.txt`, "a"), [`/${"y".repeat(2_040)}${secret}`]: attachment(long, "b") },
        mask,
      );
      for (const path of ["/file", `/${"y".repeat(2_040)}${secret}`]) {
        bench.run(`location.href = "${path}"`);
        const { downloads, notices } = await ended(1);
        expect(downloads).toMatchObject([{ status: "finished" }]);
        expect(JSON.stringify([downloads, notices])).not.toMatch(/hunter/);
      }
    },
    timeout,
  );

  it(
    "refuses every download by default",
    async () => {
      bench = await openBench(browser, {}, { "/file": attachment("report.pdf", "content") });
      bench.run("location.href = '/file'");
      const { downloads, notices } = await ended(1);
      expect(downloads).toEqual([
        {
          fileName: "report.pdf",
          url: `${bench.origin}/file`,
          status: "refused",
          bytes: 0,
          reason: "Downloads are not allowed.",
        },
      ]);
      expect(notices).toEqual(["A download (report.pdf) was refused: Downloads are not allowed."]);
    },
    timeout,
  );

  it(
    "keeps a download for its user only, and never overwrites",
    async () => {
      bench = await openBench(
        browser,
        async (folder) => {
          await writeFile(join(folder, "report.txt"), "older");
          return { downloads: { folder } };
        },
        { "/file": attachment("report.txt", "content") },
      );
      bench.run("location.href = '/file'");
      const { downloads } = await ended(1);
      const path = join(bench.folder, "report (1).txt");
      expect(downloads).toEqual([
        { fileName: "report.txt", url: `${bench.origin}/file`, status: "finished", bytes: 7, path },
      ]);
      expect(await readFile(path, "utf8")).toBe("content");
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readFile(join(bench.folder, "report.txt"), "utf8")).toBe("older");
      await bench.surfaces.close();
      expect((await readdir(bench.folder)).sort()).toEqual(["report (1).txt", "report.txt"]);
    },
    timeout,
  );

  it.each([
    { suggested: "../../../evil.sh", kept: /^[^/\\]*evil\.sh$/u },
    { suggested: "..\\..\\evil.bat", kept: /^[^/\\]*evil\.bat/u },
    { suggested: ".bashrc", kept: /^_?bashrc/u },
    { suggested: "CON.txt", kept: /^_+CON\.txt$/iu },
    { suggested: "photo\u202egpj.exe", kept: /^photo.?gpj\.exe$/u },
    { suggested: `${"x".repeat(240)}.txt`, kept: /^x+\.txt$/u },
  ])(
    "keeps $suggested in the folder",
    async ({ suggested, kept }) => {
      bench = await openBench(browser, (folder) => ({ downloads: { folder: join(folder, "in") } }), {
        "/file": attachment(suggested, "content"),
      });
      bench.run("location.href = '/file'");
      const { downloads } = await ended(1);
      expect(downloads[0]?.status).toBe("finished");
      expect(downloads[0]?.fileName).toMatch(kept);
      expect(downloads[0]?.path).toBe(join(bench.folder, "in", downloads[0]?.fileName ?? ""));
      expect(await readdir(bench.folder)).toEqual(["in"]);
    },
    timeout,
  );

  it(
    "refuses what is announced larger than the quota, and what does not fit any more",
    async () => {
      bench = await openBench(browser, (folder) => ({ downloads: { folder, maximumBytes: 1_000 } }), {
        "/small": attachment("small.txt", "s".repeat(600)),
        "/second": attachment("second.txt", "s".repeat(600)),
      });
      bench.run("location.href = '/small'");
      expect((await ended(1)).downloads[0]?.status).toBe("finished");
      bench.run("location.href = '/second'");
      const { downloads } = await ended(1);
      expect(downloads[0]).toMatchObject({
        fileName: "second.txt",
        status: "refused",
        reason: "All downloads together may have 1000 bytes.",
      });
      await bench.surfaces.close();
      expect(await readdir(bench.folder)).toEqual(["small.txt"]);
    },
    timeout,
  );

  it(
    "cuts a download that never ends at the quota",
    async () => {
      bench = await openBench(browser, (folder) => ({ downloads: { folder, maximumBytes: 2_000_000 } }), {
        "/bomb": bomb,
      });
      bench.run("location.href = '/bomb'");
      const { downloads } = await ended(1);
      expect(downloads[0]).toMatchObject({ fileName: "bomb.bin", status: "refused" });
      await bench.surfaces.close();
      expect(await readdir(bench.folder)).toEqual([]);
    },
    timeout,
  );

  it(
    "keeps as many files as are allowed of a page that downloads hundreds",
    async () => {
      bench = await openBench(browser, (folder) => ({ downloads: { folder, maximumFiles: 3 } }), {});
      bench.run(`for (let i = 0; i < 300; i++) {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob(["content " + i]));
        link.download = "file" + i + ".txt";
        link.click();
      }`);
      await vi.waitFor(
        async () => expect((await readdir(bench.folder)).filter((name) => name.startsWith("file"))).toHaveLength(3),
        {
          timeout: 20_000,
        },
      );
      await bench.page.waitForTimeout(500);
      const facts = bench.surfaces.facts();
      expect(facts.downloads.length).toBeLessThanOrEqual(20);
      expect(facts.notices.length).toBeLessThanOrEqual(21);
      await bench.surfaces.close();
      expect(await readdir(bench.folder)).toHaveLength(3);
    },
    timeout,
  );

  it(
    "cancels what runs when it is closed, and leaves nothing partial",
    async () => {
      bench = await openBench(browser, (folder) => ({ downloads: { folder: join(folder, "in") } }), { "/bomb": bomb });
      bench.run("location.href = '/bomb'");
      await vi.waitFor(() => expect(bench.surfaces.facts().downloads[0]?.status).toBe("running"));
      await bench.surfaces.close();
      expect(existsSync(join(bench.folder, "in"))).toBe(true);
      expect(await readdir(join(bench.folder, "in"))).toEqual([]);
    },
    timeout,
  );

  it(
    "tells of a download that breaks off",
    async () => {
      bench = await openBench(browser, (folder) => ({ downloads: { folder } }), {
        "/file": (_request, response) => {
          response.writeHead(200, {
            "content-disposition": "attachment; filename=half.bin",
            "content-length": "100000",
          });
          response.write("half");
          setTimeout(() => response.destroy(), 300);
        },
      });
      bench.run("location.href = '/file'");
      const { downloads } = await ended(1);
      expect(downloads[0]).toMatchObject({
        fileName: "half.bin",
        status: "failed",
        reason: "The download broke off.",
      });
      await bench.surfaces.close();
      expect(await readdir(bench.folder)).toEqual([]);
    },
    timeout,
  );

  it(
    "keeps downloads of two contexts of one browser apart",
    async () => {
      const routes = { "/file": attachment("report.txt", "content") };
      bench = await openBench(browser, (folder) => ({ downloads: { folder } }), routes);
      const other = await openBench(browser, {}, routes);
      try {
        bench.run("location.href = '/file'");
        expect((await ended(1)).downloads[0]?.status).toBe("finished");
        expect(other.surfaces.facts().downloads).toEqual([]);
        other.run("location.href = '/file'");
        await vi.waitFor(() => expect(other.surfaces.facts().downloads[0]?.status).toBe("refused"));
        other.run("document.body.innerHTML = '<iframe src=/file></iframe>'");
        await vi.waitFor(() => expect(other.surfaces.facts().downloads[0]?.status).toBe("refused"));
        expect(bench.surfaces.facts().downloads).toEqual([]);
        bench.run("document.body.innerHTML = '<iframe src=/file></iframe>'");
        expect((await ended(1)).downloads[0]?.path).toBe(join(bench.folder, "report (1).txt"));
        bench.run("open('/file')");
        expect((await ended(1)).downloads[0]?.path).toBe(join(bench.folder, "report (2).txt"));
      } finally {
        await other.close();
      }
    },
    timeout,
  );

  it(
    "refuses a folder that cannot be one, and limits that mean nothing",
    async () => {
      bench = await openBench(browser, {});
      const file = join(bench.folder, "file");
      await writeFile(file, "");
      await expect(
        openBench(browser, { downloads: { folder: join(bench.folder, "never"), maximumBytes: Number.NaN } }),
      ).rejects.toMatchObject({
        code: "invalid-option",
        message: "The downloads' maximumBytes is NaN. Give a whole number, 0 or more.",
      });
      expect(await readdir(bench.folder)).toEqual(["file"]);
      await expect(openBench(browser, { downloads: { folder: file } })).rejects.toMatchObject({
        code: "invalid-option",
        message: `The downloads folder ${file} cannot be used. Name a folder that exists or can be made, and that can be written to.`,
      });
    },
    timeout,
  );
});
