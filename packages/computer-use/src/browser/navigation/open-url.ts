import { ComputerError } from "@massgen/core";
import type { Guard } from "../guard.ts";
import { Interruption } from "../guard.ts";
import type { InputFailure } from "../input/input-context.ts";
import type { Tab } from "../tabs/tab.ts";

/** Opens a URL that was checked. What the page does then is waited for elsewhere. */
export async function openUrl(
  tab: Tab,
  url: string,
  settings: { readonly guard: Guard; readonly milliseconds: number },
): Promise<InputFailure | undefined> {
  return navigation(settings, () => tab.page.goto(url, { waitUntil: "commit", timeout: settings.milliseconds }));
}

/** Loads the page of a tab again. */
export async function reload(
  tab: Tab,
  settings: { readonly guard: Guard; readonly milliseconds: number },
): Promise<InputFailure | undefined> {
  return navigation(settings, () => tab.page.reload({ waitUntil: "commit", timeout: settings.milliseconds }));
}

/** Goes one page back (-1) or forward (1) in the history of a tab. */
export async function goThroughHistory(
  tab: Tab,
  direction: -1 | 1,
  settings: { readonly guard: Guard; readonly milliseconds: number },
): Promise<InputFailure | undefined> {
  const session = await tab.session();
  const { currentIndex, entries } = await settings.guard(session.send("Page.getNavigationHistory"));
  if (!entries[currentIndex + direction]) {
    return { code: "no-history", reason: `There is no page ${direction < 0 ? "before" : "after"} this one.` };
  }
  const options = { waitUntil: "commit", timeout: settings.milliseconds } as const;
  return navigation(settings, () => (direction < 0 ? tab.page.goBack(options) : tab.page.goForward(options)));
}

async function navigation(
  { guard, milliseconds }: { readonly guard: Guard; readonly milliseconds: number },
  start: () => Promise<unknown>,
): Promise<InputFailure | undefined> {
  try {
    await guard(start());
    return undefined;
  } catch (error) {
    if (error instanceof Interruption || ComputerError.isInstance(error)) throw error;
    const text = error instanceof Error ? error.message : "";
    // A download, an answer without content, or another navigation that came in between.
    if (/ERR_ABORTED|interrupted by another navigation|Download is starting/i.test(text)) return undefined;
    const [code] = /net::ERR_[A-Z_]+/.exec(text) ?? [];
    if (code) return { code: "navigation-failed", reason: `The page could not be loaded: ${code}.` };
    if (/Timeout \d+ms exceeded/.test(text)) {
      return { code: "navigation-failed", reason: `The page did not answer within ${milliseconds} ms.` };
    }
    throw error;
  }
}
