import { type BrowserComputerOptions, createBrowserComputer } from "../browser.ts";
import { createUrlPolicy } from "../policy.ts";
import type { Pages } from "./pages/start-pages.ts";

/** A browser that may reach the pages of a test, and nothing else. */
export function startBrowser(pages: Pages, options: BrowserComputerOptions = {}) {
  const local = [pages.host, pages.host.replace("127.0.0.1", "localhost")];
  return createBrowserComputer({
    frame: { width: 1440, height: 900 },
    policy: createUrlPolicy({ allow: local, privateAddresses: local }),
    ...options,
  });
}
