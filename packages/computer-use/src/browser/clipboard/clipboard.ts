/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { answerMilliseconds, bounded, boundedOr } from "../bounded.ts";
import type { BrowserSession } from "../session/browser-session.ts";

const longestText = 100_000;

/** Text on the clipboard; empty where there is none. */
export function readClipboard(session: BrowserSession): Promise<string> {
  return onDesk(session, async (page) => {
    await page.keyboard.press("ControlOrMeta+v");
    return (await page.locator("textarea").inputValue()).slice(0, longestText);
  });
}

export async function writeClipboard(session: BrowserSession, text: string): Promise<void> {
  await onDesk(session, async (page) => {
    await page.locator("textarea").fill(text);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("ControlOrMeta+c");
  });
}

/**
 * Copies and pastes by keys on an empty page of our own: no site is given a permission for it, and it works on pages
 * that may not use the clipboard themselves.
 */
async function onDesk<T>({ context, tabs }: BrowserSession, use: (page: Page) => Promise<T>): Promise<T> {
  const shown = tabs.active;
  const page = await bounded(tabs.openHidden(() => context.newPage()));
  try {
    return await bounded(
      (async () => {
        await page.setContent("<textarea autofocus></textarea>");
        await page.locator("textarea").focus();
        return use(page);
      })(),
    );
  } finally {
    await boundedOr(page.close(), answerMilliseconds, undefined);
    if (shown) await tabs.show(shown);
  }
}
