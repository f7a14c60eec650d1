import type { Frame } from "playwright-core";
import type { Secrets } from "../../policy/secrets.ts";
import { boundedOr } from "../bounded.ts";
import type { Tab } from "../tabs/tab.ts";
import { cover, readShown } from "./cover-script.ts";

const answerMilliseconds = 1_500;
/** Characters of one document that are looked through. */
const longest = 1_000_000;
const place = "__massgenShown";

/**
 * Makes secrets that a tab shows unreadable before a picture is taken: in fields and in text, in frames and open shadow
 * trees. What a page shows is read out and compared here; no secret is given to the page.
 */
export async function coverSecrets(tab: Tab, secrets: Secrets): Promise<void> {
  if (secrets.values().length === 0) return;
  await Promise.all(
    tab.page.frames().map((frame) => boundedOr(coverIn(frame, secrets), answerMilliseconds, undefined)),
  );
}

async function coverIn(frame: Frame, secrets: Secrets): Promise<void> {
  const texts = await frame.evaluate(readShown, { place, longest });
  const indexes = texts.flatMap((text, index) => (secrets.mask(text) === text ? [] : [index]));
  // Called even for nothing, as it takes away what the first script has left.
  await frame.evaluate(cover, { place, indexes });
}
