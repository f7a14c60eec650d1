import type { ObservedTab } from "@massgen/core";
import { boundedOr } from "../bounded.ts";
import type { Tab } from "../tabs/tab.ts";

const answerMilliseconds = 1_000;
/** What is shown of a page's own words. */
const longestTitle = 300;
const longestUrl = 2_000;
/** Far beyond what is shown, and little enough to be looked through each time. */
const longestMasked = 20_000;

/** What a tab shows, by the browser's own account, which it gives even while the page hangs. */
export async function tabFacts(tab: Tab, active: boolean, mask: (text: string) => string): Promise<ObservedTab> {
  const read = async () => (await (await tab.session()).send("Target.getTargetInfo")).targetInfo;
  const { title, url } = await boundedOr(read(), answerMilliseconds, { title: "", url: tab.page.url() });
  return {
    id: tab.id,
    // Where a page has no title, the browser puts its address in its place.
    title: isAddress(title, url) ? "" : shown(title, longestTitle, mask),
    url: shown(url, longestUrl, mask),
    active,
  };
}

/** Cut after it is masked: the beginning of a secret at the end would not be known for one. */
function shown(text: string, longest: number, mask: (text: string) => string): string {
  return mask(text.slice(0, longestMasked)).slice(0, longest).toWellFormed();
}

function isAddress(title: string, url: string): boolean {
  const bare = url.replace(/^https?:\/\//, "");
  return [url, bare, bare.replace(/\/$/, "")].includes(title);
}
