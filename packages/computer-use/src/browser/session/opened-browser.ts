import type { Browser, BrowserContext, Page } from "playwright-core";

/** A context to work in, and how to leave it. */
export interface OpenedBrowser {
  readonly context: BrowserContext;
  /** The browser, where Playwright tells which. */
  readonly browser: Browser | undefined;
  /** Page that somebody else owns; where there is one, so are context and browser. */
  readonly page?: Page;
  /** Whether it runs on another machine. */
  readonly remote: boolean;
  /** Whether it can be launched once more after it crashed. */
  readonly relaunchable: boolean;
  /** What a person should know of how it runs. */
  readonly notices: readonly string[];
  close(): Promise<void>;
}
