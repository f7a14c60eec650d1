import { ComputerError, MassGenError } from "@massgen/core";
import type { BrowserContextOptions } from "playwright-core";
import type { PolicyProxy } from "../../policy/policy-proxy.ts";
import { type BrowserComputerOptions, defaultFrame } from "../browser-options.ts";
import { connectBrowser } from "./connect-browser.ts";
import { launchBrowser } from "./launch-browser.ts";
import type { OpenedBrowser } from "./opened-browser.ts";

/** Whether the browser is launched here, and so can be made to use a proxy. */
export function isLaunched(options: BrowserComputerOptions): boolean {
  return options.page === undefined && options.connect === undefined;
}

/** @throws MassGenError `invalid-option` where two browsers are named, or a policy that nothing would enforce. */
export function checkSource(options: BrowserComputerOptions): void {
  const sources = (["page", "connect", "userDataDir"] as const).filter((name) => options[name] !== undefined);
  if (sources.length > 1) {
    throw new MassGenError(`The options name more than one browser: ${sources.join(", ")}.`, {
      code: "invalid-option",
      remedy: "Keep one of them.",
    });
  }
  if (options.policy && !isLaunched(options) && options.unenforced !== true) {
    throw new MassGenError("A policy cannot be enforced in a browser that was not launched here.", {
      code: "invalid-option",
      remedy:
        "Leave `page` and `connect` away, or set `unenforced: true` and let something else keep its network shut.",
    });
  }
}

/**
 * Opens the browser that the options name.
 *
 * @throws ComputerError `unavailable`
 */
export async function openBrowser(
  options: BrowserComputerOptions,
  proxy: PolicyProxy | undefined,
): Promise<OpenedBrowser> {
  const { page, connect } = options;
  if (page) {
    const context = page.context();
    const browser = context.browser() ?? undefined;
    if (browser && browser.browserType().name() !== "chromium") {
      throw new ComputerError(`The page is one of ${browser.browserType().name()}.`, {
        code: "unavailable",
        remedy: "Use a page of Chromium: frames and input need its DevTools.",
      });
    }
    return { context, browser, page, remote: false, relaunchable: false, notices: [], close: async () => undefined };
  }
  const context = contextOptions(options);
  return connect ? connectBrowser(connect, context) : launchBrowser(options, { context, proxy });
}

function contextOptions(options: BrowserComputerOptions): BrowserContextOptions {
  const { width, height } = options.frame ?? defaultFrame;
  return {
    ...options.context,
    viewport: { width, height },
    screen: { width, height },
    deviceScaleFactor: 1,
    serviceWorkers: "block",
    acceptDownloads: true,
  };
}
