import { ComputerError } from "@massgen/core";
import type { BrowserType } from "playwright-core";

type Import = () => Promise<{ readonly chromium: BrowserType }>;

/**
 * Chromium as Playwright drives it. Loaded when it is needed, since Playwright is an optional peer.
 *
 * @throws ComputerError `unavailable` where it is not installed.
 */
export async function loadChromium(load: Import = () => import("playwright-core")): Promise<BrowserType> {
  try {
    return (await load()).chromium;
  } catch (cause) {
    throw new ComputerError("The package playwright-core, which drives the browser, cannot be loaded.", {
      code: "unavailable",
      remedy: "Run `npm install playwright-core`.",
      cause,
    });
  }
}
