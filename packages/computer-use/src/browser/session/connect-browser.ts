import { ComputerError } from "@massgen/core";
import type { BrowserContextOptions } from "playwright-core";
import { answerMilliseconds, bounded, boundedOr } from "../bounded.ts";
import type { RemoteBrowser } from "../browser-options.ts";
import { loadChromium } from "./load-playwright.ts";
import type { OpenedBrowser } from "./opened-browser.ts";

const connectMilliseconds = 30_000;

/**
 * Opens a context of our own in a browser that runs elsewhere. Closing ends the context, and leaves the browser to the
 * server that started it.
 *
 * @throws ComputerError `unavailable`
 */
export async function connectBrowser(remote: RemoteBrowser, context: BrowserContextOptions): Promise<OpenedBrowser> {
  const chromium = await loadChromium();
  const options = { timeout: connectMilliseconds };
  try {
    const browser =
      "cdp" in remote
        ? await chromium.connectOverCDP(remote.cdp, options)
        : await chromium.connect(remote.playwright, options);
    const close = () => boundedOr(browser.close(), answerMilliseconds, undefined);
    try {
      const opened = await bounded(browser.newContext(context));
      return {
        context: opened,
        browser,
        remote: true,
        relaunchable: false,
        notices: [],
        close: async () => {
          await boundedOr(opened.close(), answerMilliseconds, undefined);
          await close();
        },
      };
    } catch (cause) {
      await close();
      throw cause;
    }
  } catch (cause) {
    // An address may hold a token, and the library's message repeats the address.
    throw new ComputerError("The remote browser could not be reached.", {
      code: "unavailable",
      remedy: "Check its address and that it is a Chromium of a version that this Playwright can talk to.",
      cause,
    });
  }
}
