import type { Settled } from "@massgen/core";
import { boundedOr, forget } from "../bounded.ts";
import type { Picture } from "../capture/capture-picture.ts";
import { type Guard, Interruption } from "../guard.ts";
import type { Tab } from "../tabs/tab.ts";
import { waitForRest } from "./rest-script.ts";

/** Most that is waited for a document that answers no script. */
const silentMilliseconds = 1_500;
const restMilliseconds = 1_000;
/** Most that a picture is waited for; less where the page says itself that something moves without end. */
const pictureMilliseconds = 1_000;
const endlessMilliseconds = 250;
/** Most that is waited for a tab that a page has opened and whose server has not answered yet. */
const tabMilliseconds = 5_000;
/** Frames of a page that are asked whether they scroll. */
const maximumFrames = 10;

export interface SettleSettings {
  /** The tab in the frame at the moment; another one may come while things settle. */
  readonly active: () => Tab | undefined;
  /** Whether a dialog or a file chooser is open, which ends all waiting. */
  readonly blocked: () => boolean;
  readonly guardFor: (tab: Tab) => Guard;
  /** When what is waited for began, by `performance.now()`. */
  readonly since: number;
  readonly maximumMilliseconds: number;
  readonly requestMilliseconds: number;
  /** Takes a picture. Where absent, the picture is not waited for. Gives nothing where none can be taken. */
  readonly capture?: (tab: Tab) => Promise<Picture | undefined>;
  /** Takes one to compare only, where that is faster. */
  readonly probe?: (tab: Tab) => Promise<Picture | undefined>;
  /** Whether frames inside the page may scroll. */
  readonly deep: boolean;
}

export interface SettleResult {
  readonly settled: Settled;
  /** The tab that has come to rest. */
  readonly tab: Tab | undefined;
  /** The last picture of it that was taken, which is what it looks like now. */
  readonly picture?: Picture;
  /** Whether no picture can be taken of it. */
  readonly unseen: boolean;
}

/**
 * Waits until what an action started has ended: tabs that open, a navigation, requests, scrolling, transitions, and the
 * picture itself. Never for a fixed time.
 */
export async function settle(settings: SettleSettings): Promise<SettleResult> {
  const began = performance.now();
  const deadline = began + settings.maximumMilliseconds;
  for (;;) {
    const tab = openTab(settings);
    try {
      const { reason, pending, picture, unseen } = await settleOnce(settings, deadline);
      return {
        settled: {
          reason,
          ...(pending.length > 0 && { pending }),
          milliseconds: Math.round(performance.now() - began),
        },
        tab: openTab(settings),
        ...(picture && { picture }),
        unseen: unseen ?? false,
      };
    } catch (error) {
      // A tab that goes or a dialog that opens is something to look at anew.
      if (!(error instanceof Interruption) && (!tab || tab.state === "open")) throw error;
    }
  }
}

interface Outcome {
  readonly reason: Settled["reason"];
  readonly pending: readonly string[];
  readonly picture?: Picture;
  readonly unseen?: boolean;
}

async function settleOnce(settings: SettleSettings, deadline: number): Promise<Outcome> {
  const quiet = await untilQuiet(settings, deadline);
  const tab = openTab(settings);
  if (!tab || !settings.capture) {
    return { reason: quiet.pending.length > 0 ? "timeout" : "quiet", pending: quiet.pending };
  }
  const { still, picture } = await untilStill(tab, settings.capture, settings.probe, quiet.endless);
  const pending = still ? quiet.pending : [...quiet.pending, "picture"];
  return {
    reason: pending.length > 0 ? "timeout" : "still",
    pending,
    ...(picture ? { picture } : { unseen: true }),
  };
}

/** The tab to wait for; none where it has crashed, or something stands before it. */
function openTab({ active, blocked }: SettleSettings): Tab | undefined {
  const tab = active();
  return tab?.state === "open" && !blocked() ? tab : undefined;
}

async function untilQuiet(
  settings: SettleSettings,
  deadline: number,
): Promise<{ readonly pending: readonly string[]; readonly endless: boolean }> {
  const { since } = settings;
  let requestDeadline = Math.min(deadline, performance.now() + settings.requestMilliseconds);
  const tabDeadline = Math.min(deadline, performance.now() + tabMilliseconds);
  let first = true;
  for (;;) {
    const tab = openTab(settings);
    if (!tab) return { pending: [], endless: false };
    const { activity } = tab;
    const guard = settings.guardFor(tab);
    const loading = () => activity.navigating || activity.announcedTabs > 0;
    const requesting = () => activity.requestsSince(since) > 0;
    const documents = activity.documents;
    const endless = loading() ? false : await rest(tab, guard, settings.deep && first ? 2 : 1, settings.deep && first);
    first = false;
    if (openTab(settings) !== tab) continue;
    // What a new document loads has its own time.
    if (documents !== activity.documents)
      requestDeadline = Math.min(deadline, performance.now() + settings.requestMilliseconds);
    if (activity.announcedTabs > 0 && performance.now() >= tabDeadline) activity.forgetTabs();
    if (loading()) {
      if (performance.now() >= deadline) {
        activity.giveUpLoading();
        return { pending: ["navigation"], endless };
      }
      await change(tab, guard, deadline, 100);
    } else if (requesting()) {
      if (performance.now() >= requestDeadline) {
        activity.giveUp();
        return { pending: ["requests"], endless };
      }
      await change(tab, guard, requestDeadline, 250);
    } else if (documents === activity.documents || performance.now() >= deadline) {
      return { pending: [], endless };
    }
  }
}

/** Lets the documents of a tab come to rest; tells whether something in them moves without end. */
async function rest(tab: Tab, guard: Guard, frames: number, deep: boolean): Promise<boolean> {
  const [main, ...others] = tab.page.frames();
  const documents = main ? [main, ...(deep ? others.slice(0, maximumFrames) : [])] : [];
  const rests = documents.map((document) =>
    boundedOr(
      document.evaluate(waitForRest, { frames, milliseconds: restMilliseconds }),
      silentMilliseconds,
      undefined,
    ),
  );
  return (await guard(Promise.all(rests))).some((found) => found?.endless);
}

/** Waits until something begins or ends in a tab. */
async function change(tab: Tab, guard: Guard, deadline: number, longest: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = tab.activity.onChange(resolve);
  const timer = setTimeout(resolve, Math.max(0, Math.min(longest, deadline - performance.now())));
  const gone = tab.onGone(resolve);
  try {
    await guard(promise);
  } finally {
    clearTimeout(timer);
    end();
    gone();
    forget(promise);
  }
}

/** Takes pictures until two in a row are the same. */
async function untilStill(
  tab: Tab,
  capture: (tab: Tab) => Promise<Picture | undefined>,
  probe: ((tab: Tab) => Promise<Picture | undefined>) | undefined,
  endless: boolean,
): Promise<{ readonly still: boolean; readonly picture: Picture | undefined }> {
  const restless = tab.restlessDocument === tab.activity.documents;
  const deadline = performance.now() + (restless ? 0 : endless ? endlessMilliseconds : pictureMilliseconds);
  const look = probe ?? capture;
  let seen = await look(tab);
  let still = false;
  while (seen) {
    const next = await look(tab);
    still = next !== undefined && Buffer.compare(seen.data, next.data) === 0;
    seen = next;
    if (still || performance.now() >= deadline) break;
  }
  tab.restlessDocument = still || !seen ? -1 : tab.activity.documents;
  return { still, picture: seen && probe ? await capture(tab) : seen };
}
