import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { InputAction } from "../../browser/input/perform-input.ts";
import { findChromium } from "../../browser/session/find-chromium.ts";
import type { SurfaceOptions } from "../../browser/surfaces/surface-options.ts";
import { createSurfaces, type SurfacePicture, type Surfaces } from "../../browser/surfaces/surfaces.ts";

const frameSize = { width: 800, height: 600 };

/** A context with surfaces around it, and a page of a small server. */
export interface Bench {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly surfaces: Surfaces;
  readonly origin: string;
  /** An empty folder that is removed afterwards. */
  readonly folder: string;
  /** Runs code in the page without waiting for it. */
  run(code: string): void;
  /** Clicks the middle of what a text of the drawn picture belongs to. */
  clickDrawn(
    part: string,
    options?: { readonly count?: 1 | 2; readonly button?: "left" | "right" },
  ): ReturnType<Surfaces["act"]>;
  /** The page that draws, once an action was done on it. */
  stage(): Page | undefined;
  picture(): Promise<SurfacePicture>;
  close(): Promise<void>;
}

/** Starts the system's Chromium. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await findChromium();
  return chromium.launch({
    chromiumSandbox: process.getuid?.() !== 0,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
}

/** Serves pages by path and opens `/` with surfaces around it. */
export async function openBench(
  browser: Browser,
  options: SurfaceOptions | ((folder: string) => Promise<SurfaceOptions> | SurfaceOptions),
  routes: Readonly<Record<string, string | RequestListener>> = {},
  mask?: (text: string) => string,
  watched = true,
): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "surfaces-"));
  const server = await serve(routes);
  const context = await browser.newContext({ viewport: frameSize });
  const end = async () => {
    await context.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  };
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  let stage: Page | undefined;
  const surfaces = await createSurfaces({
    context,
    options: typeof options === "function" ? await options(folder) : options,
    frameSize,
    ...(mask === undefined ? {} : { mask }),
    perform: async (page, action) => {
      stage = page;
      await perform(page, action);
      return undefined;
    },
  }).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  context.on("page", (page) => {
    if (watched) {
      surfaces.watch(page);
    }
  });
  const page = await context.newPage();
  await page.goto(origin);
  const base = { ...frameSize, mediaType: "image/jpeg" as const };
  const data = new Uint8Array(await page.screenshot({ type: "jpeg" }));
  return {
    context,
    page,
    surfaces,
    origin,
    folder,
    run: (code) => {
      page.evaluate(`setTimeout(() => { ${code} }, 0); undefined`).catch(() => undefined);
    },
    async clickDrawn(part, { count = 1, button = "left" } = {}) {
      await surfaces.frame({ ...base, data });
      await surfaces.act({ type: "move", x: 0, y: 0 });
      if (stage === undefined) {
        await surfaces.act({ type: "key", keys: ["Shift"] });
      }
      const box = await stage?.locator(part).boundingBox();
      if (!box) {
        throw new Error(`Nothing is drawn for ${part}.`);
      }
      return surfaces.act({ type: "click", x: box.x + box.width / 2, y: box.y + box.height / 2, count, button });
    },
    stage: () => stage,
    picture: () => surfaces.frame({ ...base, data }),
    async close() {
      await surfaces.close();
      await end();
    },
  };
}

async function serve(routes: Readonly<Record<string, string | RequestListener>>): Promise<Server> {
  const server = createServer((request, response) => {
    const route = routes[request.url ?? "/"];
    if (typeof route === "function") {
      route(request, response);
    } else {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(route ?? "<h1>A page</h1>");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function perform(page: Page, action: InputAction): Promise<void> {
  switch (action.type) {
    case "click":
      return page.mouse.click(action.x, action.y, { clickCount: action.count ?? 1, button: "left" });
    case "move":
      return page.mouse.move(action.x, action.y);
    case "scroll":
      await page.mouse.move(action.x, action.y);
      return page.mouse.wheel(action.deltaX, action.deltaY);
    case "type":
      return page.keyboard.type(action.text);
    case "key":
      return page.keyboard.press(action.keys.join("+"));
    default:
      throw new Error(`Not needed here: ${action.type}`);
  }
}
