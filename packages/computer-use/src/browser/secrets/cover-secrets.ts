import type { CDPSession, Frame, Page } from "playwright-core";
import type { Secrets } from "../../policy/secrets.ts";
import { bounded, boundedOr, forget } from "../bounded.ts";
import type { Tab } from "../tabs/tab.ts";
import { coverElements, findShownSecrets } from "./shown-secrets.ts";

/** A page that is busy does not answer, and may draw something else before it does. */
const answerMilliseconds = 3_000;
const rounds = 3;

/** Sessions for frames that another process draws, with the addresses that they are for. */
const frameSessions = new WeakMap<Frame, { readonly url: string; readonly session: Promise<CDPSession | undefined> }>();

/**
 * Makes secrets that a tab shows unreadable before a picture is taken: in fields and in text, in frames and shadow trees.
 * What a page draws is read out and compared here; no secret is given to the page.
 *
 * @returns Whether none is readable now: not where the page does not answer, or puts back what was covered.
 */
export async function coverSecrets(tab: Tab, secrets: Secrets): Promise<boolean> {
  try {
    return await bounded(coverAll(tab, secrets), answerMilliseconds);
  } catch {
    return false;
  }
}

/** Whether secrets of a tab are readable as it is. */
export async function showsSecrets(tab: Tab, secrets: Secrets): Promise<boolean> {
  const look = async () => {
    const shown = await findIn(await tab.session(), tab, secrets);
    return shown.some(({ elements, isCut }) => elements.length > 0 || isCut);
  };
  try {
    return await bounded(look(), answerMilliseconds);
  } catch {
    return true;
  }
}

async function coverAll(tab: Tab, secrets: Secrets): Promise<boolean> {
  const main = await tab.session();
  for (let round = 0; round < rounds; round += 1) {
    const shown = await findIn(main, tab, secrets);
    if (shown.some(({ isCut }) => isCut)) return false;
    const readable = shown.filter(({ elements }) => elements.length > 0);
    if (readable.length === 0) return true;
    await Promise.all(readable.map(({ session, elements }) => coverElements(session, elements)));
  }
  return false;
}

async function findIn(main: CDPSession, tab: Tab, secrets: Secrets) {
  const isSecret = (text: string) => secrets.mask(text) !== text;
  const find = async (session: CDPSession) => ({ session, ...(await findShownSecrets(session, isSecret)) });
  const own = await find(main);
  const frames = tab.page.frames();
  if (own.documents >= frames.length) return [own];
  const sessions = await Promise.all(foreign(frames).map((frame) => sessionOf(frame)));
  const others = await Promise.all(sessions.map((session) => session && findInFrame(session, find)));
  return [own, ...others.filter((found) => found !== undefined)];
}

/** A frame that goes away meanwhile draws nothing any more. */
async function findInFrame<T>(session: CDPSession, find: (session: CDPSession) => Promise<T>): Promise<T | undefined> {
  try {
    return await find(session);
  } catch (error) {
    if (/closed|detached/i.test(String(error))) return undefined;
    throw error;
  }
}

/** Frames of other sites than their page's, which may have processes of their own. */
function foreign(frames: readonly Frame[]): readonly Frame[] {
  const [main, ...others] = frames;
  const origin = main && originOf(main);
  return others.filter((frame) => /^(https?|chrome-error):/.test(frame.url()) && originOf(frame) !== origin);
}

function originOf(frame: Frame): string {
  return URL.canParse(frame.url()) ? new URL(frame.url()).origin : "null";
}

function sessionOf(frame: Frame): Promise<CDPSession | undefined> {
  const url = originOf(frame);
  const known = frameSessions.get(frame);
  if (known?.url === url) return known.session;
  forget(known?.session.then((session) => session?.detach()));
  // A frame in the process of its page has none, and was looked through with that.
  const session = frame
    .page()
    .context()
    .newCDPSession(frame)
    .catch(() => undefined);
  frameSessions.set(frame, { url, session });
  return session;
}

/** Lets go of the frames of a page that goes on without us. */
export async function releaseFrames(page: Page): Promise<void> {
  const sessions = page.frames().map((frame) => frameSessions.get(frame)?.session);
  const detached = sessions.map(async (session) => (await session)?.detach());
  await boundedOr(Promise.allSettled(detached), answerMilliseconds, undefined);
}
