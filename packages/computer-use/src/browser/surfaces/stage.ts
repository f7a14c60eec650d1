import type { Point } from "@massgen/core";
import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { boundedOr } from "../bounded.ts";
import { stageDocument } from "./stage-document.ts";
import { stageScript } from "./stage-script.ts";
import type { StagePart, StageState, StageView } from "./stage-view.ts";
import type { SurfacePicture } from "./surfaces.ts";

/** Milliseconds after which our own page counts as lost. */
const patience = 10_000;

/** Share of quality of drawn JPEG and WebP pictures, from 0 to 100. */
const quality = 75;

/** A page of our own that draws dialogs over a picture of the page. Made when it is first needed. */
export interface Stage {
  isStage(page: Page): boolean;
  show(view: StageView): Promise<void>;
  state(): Promise<StageState>;
  partAt(point: Point): Promise<StagePart | undefined>;
  page(): Promise<Page>;
  /** The view over a picture, in the same size and media type. */
  draw<Picture extends SurfacePicture>(base: Picture): Promise<Picture>;
  close(): Promise<void>;
}

interface OpenStage {
  readonly page: Page;
  readonly session: CDPSession;
  /** What ends it: its own context, or the page where it has none. */
  readonly end: () => Promise<void>;
}

export function createStage(
  context: BrowserContext,
  frameSize: { readonly width: number; readonly height: number },
): Stage {
  let opening: Promise<OpenStage> | undefined;
  let stagePage: Page | undefined;

  async function open(): Promise<OpenStage> {
    const { page, end } = await ownPage(context, frameSize, (own) => {
      stagePage = own;
    });
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    // A pattern matches anywhere: with less than this, it would be found in the data of pictures.
    await session.send("Network.setBlockedURLs", {
      urls: ["http", "https", "ws", "wss", "ftp", "file"].map((scheme) => `${scheme}://*`),
    });
    await page.setContent(stageDocument);
    await page.evaluate(stageScript);
    return { page, session, end };
  }

  function opened(): Promise<OpenStage> {
    opening ??= open();
    return opening;
  }

  async function run<Value>(expression: string): Promise<Value> {
    const { page } = await opened();
    return page.evaluate<Value>(expression);
  }

  return {
    isStage: (page) => page === stagePage,
    show: (view) => run(`stage.show(${JSON.stringify(view)})`),
    state: () => run("stage.state()"),
    partAt: ({ x, y }) => run(`stage.partAt(${Number(x)}, ${Number(y)})`),
    page: async () => (await opened()).page,
    async draw(base) {
      const { page, session } = await opened();
      const size = page.viewportSize();
      if (size?.width !== base.width || size.height !== base.height) {
        await page.setViewportSize({ width: base.width, height: base.height });
      }
      const url = `data:${base.mediaType};base64,${Buffer.from(base.data).toString("base64")}`;
      await run(`stage.setBase(${JSON.stringify(url)})`);
      const format = base.mediaType === "image/png" ? "png" : base.mediaType === "image/webp" ? "webp" : "jpeg";
      const { data } = await session.send("Page.captureScreenshot", {
        format,
        ...(format === "png" ? {} : { quality }),
        optimizeForSpeed: true,
      });
      return { ...base, data: new Uint8Array(Buffer.from(data, "base64")) };
    },
    async close() {
      const stage = opening === undefined ? undefined : await boundedOr(opening, patience, undefined);
      await boundedOr(Promise.resolve(stage?.end()), patience, undefined);
    },
  };
}

async function ownPage(
  context: BrowserContext,
  viewport: { readonly width: number; readonly height: number },
  onPage: (page: Page) => void,
): Promise<{ page: Page; end: () => Promise<void> }> {
  const own = await context
    .browser()
    ?.newContext({ viewport, deviceScaleFactor: 1, offline: true, acceptDownloads: false, serviceWorkers: "block" })
    .catch(() => undefined);
  // A browser that has but one context shows the page among the others; `isStage` tells it apart.
  const page = await (own ?? context).newPage();
  onPage(page);
  return { page, end: () => (own === undefined ? page.close() : own.close()) };
}
