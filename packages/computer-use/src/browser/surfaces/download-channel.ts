import type { BrowserContext, CDPSession, Page } from "playwright-core";

/** The browser's own word on the downloads of one context. */
export interface DownloadChannel {
  readonly session: CDPSession;
  /** Absent: the context that the browser began with. */
  readonly browserContextId?: string;
}

/** Opens a channel to a Chromium; `undefined` for another browser. */
export async function openDownloadChannel(context: BrowserContext): Promise<DownloadChannel | undefined> {
  const browser = context.browser();
  if (browser === null) {
    return undefined;
  }
  let session: CDPSession | undefined;
  try {
    session = await browser.newBrowserCDPSession();
    const browserContextId = await contextId(context);
    return browserContextId === undefined ? { session } : { session, browserContextId };
  } catch {
    await session?.detach().catch(() => undefined);
    return undefined;
  }
}

async function contextId(context: BrowserContext): Promise<string | undefined> {
  const open = context.pages()[0];
  if (open !== undefined) {
    return contextIdOf(open);
  }
  const page = await context.newPage();
  try {
    return await contextIdOf(page);
  } finally {
    await page.close();
  }
}

async function contextIdOf(page: Page): Promise<string | undefined> {
  const session = await page.context().newCDPSession(page);
  try {
    return (await session.send("Target.getTargetInfo")).targetInfo.browserContextId;
  } finally {
    await session.detach();
  }
}
