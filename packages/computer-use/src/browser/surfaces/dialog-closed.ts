import type { CDPSession, Page } from "playwright-core";

/**
 * Calls the listener when the dialog that a page shows now is closed, by whomever: a person at a browser with a window
 * may answer it too. Gives what ends it. Where the browser cannot tell, nothing happens.
 */
export function onDialogClosed(page: Page, listener: () => void): () => void {
  let ended = false;
  let open: CDPSession | undefined;

  async function listen(): Promise<void> {
    const session = await page.context().newCDPSession(page);
    open = session;
    if (ended) {
      await session.detach();
      return;
    }
    session.on("Page.javascriptDialogClosed", listener);
    // Answered only when the page runs on; what is needed is heard before.
    await session.send("Page.enable");
  }

  listen().catch(() => undefined);
  return () => {
    ended = true;
    open?.detach().catch(() => undefined);
  };
}
