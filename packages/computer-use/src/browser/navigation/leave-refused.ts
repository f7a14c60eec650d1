import type { UrlPolicy } from "../../policy/url-policy.ts";
import { answerMilliseconds, boundedOr } from "../bounded.ts";
import type { BrowserSession } from "../session/browser-session.ts";
import type { Tab } from "../tabs/tab.ts";

const leaveMilliseconds = 5_000;

export interface LeaveSettings {
  readonly policy: UrlPolicy;
  /** Whether a proxy stands before the browser: what it refuses shows a page that says why, and may stay. */
  readonly enforced: boolean;
  /** Whether to go to an empty page at once, as going back has not helped. */
  readonly toBlank: boolean;
}

/**
 * Takes tabs back from pages that the policy does not let them show, to the last one that it does; a tab that has none is
 * closed or emptied. Without a proxy that is all that can be done, and the page has been loaded by then.
 *
 * @returns One sentence for each.
 */
export async function leaveRefused(session: BrowserSession, settings: LeaveSettings): Promise<readonly string[]> {
  const notices: string[] = [];
  for (const tab of [...session.tabs.tabs]) {
    const reason = refusal(tab.page.url(), settings);
    if (reason === undefined || tab.state !== "open") continue;
    await boundedOr(leave(tab, settings), leaveMilliseconds, undefined);
    notices.push(`A tab was taken back from where it may not be: ${reason}`);
  }
  return notices;
}

function refusal(url: string, { policy, enforced }: LeaveSettings): string | undefined {
  if (/^(about|chrome-error):/.test(url) || url === "" || (enforced && /^https?:/.test(url))) return undefined;
  const verdict = policy.check(url);
  return verdict.allowed ? undefined : verdict.reason;
}

async function leave(tab: Tab, settings: LeaveSettings): Promise<void> {
  const session = await tab.session();
  if (!settings.toBlank) {
    const { currentIndex, entries } = await session.send("Page.getNavigationHistory");
    const earlier = entries.slice(0, currentIndex).findLast(({ url }) => isWebPage(url, settings));
    if (earlier) {
      await session.send("Page.navigateToHistoryEntry", { entryId: earlier.id });
      await boundedOr(tab.page.waitForURL(earlier.url, { waitUntil: "commit" }), leaveMilliseconds, undefined);
      return;
    }
    if (tab.opener) return tab.page.close();
  }
  await boundedOr(tab.page.goto("about:blank"), answerMilliseconds, undefined);
}

function isWebPage(url: string, { policy }: LeaveSettings): boolean {
  return /^https?:/.test(url) && policy.check(url).allowed;
}
