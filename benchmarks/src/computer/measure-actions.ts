import { type BrowserComputerOptions, createBrowserComputer } from "@massgen/computer-use/browser";
import { createUrlPolicy } from "@massgen/computer-use/policy";
import type { ComputerAction } from "@massgen/core";
import { type Browser, chromium } from "playwright-core";
import { median } from "../overhead/measure-in-turns.ts";
import type { servePages } from "./serve-pages.ts";

type Site = Awaited<ReturnType<typeof servePages>>;

/** Frame that the numbers are for. */
export const frame = { width: 1440, height: 900 } as const;

/** Milliseconds of each repetition. */
async function timesOf(rounds: number, work: () => Promise<void>): Promise<readonly number[]> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

/** Our computer on a page, doing the same again and again: action, settle, observation. */
export async function measureOurs(
  site: Site,
  path: string,
  actions: readonly ComputerAction[],
  { rounds, ...options }: BrowserComputerOptions & { readonly rounds: number },
): Promise<number> {
  const computer = await createBrowserComputer({
    frame,
    url: site.origin + path,
    policy: createUrlPolicy({ allow: [site.host], privateAddresses: [site.host] }),
    ...options,
  });
  try {
    let { frame: last } = await computer.observe();
    const times = await timesOf(rounds, async () => {
      const { observation, failure } = await computer.act(actions, { frame: last.id });
      if (failure) throw new Error(failure.reason);
      last = observation.frame;
    });
    return median(times);
  } finally {
    await computer.close();
  }
}

/** What many loops do: click, sleep a second, take Playwright's PNG. */
export async function measureSleepingLoop(site: Site, executablePath: string, rounds: number): Promise<number> {
  const browser = await launch(executablePath);
  try {
    const page = await browser.newPage({ viewport: frame });
    await page.goto(`${site.origin}/static`);
    const times = await timesOf(rounds, async () => {
      await page.mouse.click(250, 120);
      await page.waitForTimeout(1_000);
      await page.screenshot({ type: "png" });
    });
    return median(times);
  } finally {
    await browser.close();
  }
}

/** Playwright's own typing, as the measure for ours. */
export async function measurePlaywrightTyping(
  site: Site,
  executablePath: string,
  text: string,
  rounds: number,
): Promise<number> {
  const browser = await launch(executablePath);
  try {
    const page = await browser.newPage({ viewport: frame });
    await page.goto(`${site.origin}/text`);
    await page.mouse.click(250, 120);
    return median(await timesOf(rounds, () => page.keyboard.type(text)));
  } finally {
    await browser.close();
  }
}

function launch(executablePath: string): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: isRoot ? ["--no-sandbox"] : [] });
}
