import { ComputerError, MassGenError } from "@massgen/core";
import type { BrowserContext, Page } from "playwright-core";
import type { PolicyProxy } from "../../policy/policy-proxy.ts";
import { bounded, boundedOr } from "../bounded.ts";
import { type BrowserComputerOptions, defaultFrame } from "../browser-options.ts";
import { viewSize } from "../capture/capture-picture.ts";
import { createGuard, type Guard } from "../guard.ts";
import { performOnPage } from "../input/perform-on-page.ts";
import { AddressBar } from "../navigation/address-bar.ts";
import { releaseFrames } from "../secrets/cover-secrets.ts";
import { useClickableSelects } from "../select/clickable-selects.ts";
import { createSurfaces, type Surfaces } from "../surfaces/surfaces.ts";
import type { Tab } from "../tabs/tab.ts";
import { TabList } from "../tabs/tab-list.ts";
import { openBrowser } from "./open-browser.ts";
import type { OpenedBrowser } from "./opened-browser.ts";

const defaultMaximumTabs = 20;
const closeMilliseconds = 10_000;

/** One browser at work, from its launch to its end; a computer that recovers from a crash has another one after it. */
export interface BrowserSession {
  readonly context: BrowserContext;
  readonly opened: OpenedBrowser;
  readonly tabs: TabList;
  readonly surfaces: Surfaces;
  readonly addressBar: AddressBar;
  readonly mac: boolean;
  /** Whether pages are somebody else's. */
  readonly borrowed: boolean;
  /** Whether the browser is gone. */
  readonly lost: () => boolean;
  /** Address of the tab that was in the frame last. */
  readonly lastUrl: () => string | undefined;
  readonly guardFor: (tab: Tab, signal?: AbortSignal, milliseconds?: number) => Guard;
  /** Opens an empty tab and shows it. */
  openTab(): Promise<Tab>;
  /** Never throws. */
  close(): Promise<void>;
}

/** @throws ComputerError `unavailable`, MassGenError `invalid-option` */
export async function openSession(
  options: BrowserComputerOptions,
  proxy: PolicyProxy | undefined,
): Promise<BrowserSession> {
  const opened = await openBrowser(options, proxy);
  try {
    return await startSession(options, opened);
  } catch (cause) {
    await opened.close();
    if (MassGenError.isInstance(cause)) throw cause;
    throw new ComputerError("The browser was started, and does not do what is needed of it.", {
      code: "unavailable",
      remedy: "Use a Chromium of a version that this Playwright can talk to.",
      cause,
    });
  }
}

async function startSession(options: BrowserComputerOptions, opened: OpenedBrowser): Promise<BrowserSession> {
  const { context, browser } = opened;
  const borrowed = opened.page !== undefined;
  if (opened.page && options.frame) await bounded(opened.page.setViewportSize(sizeOf(options.frame)));
  const surfaces = await createSurfaces({
    context,
    options,
    frameSize: await frameSize(options, opened.page),
    perform: performOnPage,
    remote: opened.remote,
    borrowed,
    mask: (text) => options.secrets?.mask(text) ?? text,
  });
  const endSelects = options.clickableSelects === false ? undefined : await useClickableSelects(opened.page ?? context);
  const tabs = new TabList({
    context,
    own: !borrowed,
    maximum: options.maximumTabs ?? defaultMaximumTabs,
    isHidden: (page) => surfaces.isStage(page),
    onPage: (page) => surfaces.watch(page),
  });
  let lost = false;
  const onLost = () => {
    lost = true;
    for (const listener of [...lostListeners]) listener();
  };
  const lostListeners = new Set<() => void>();
  const watchLost = (listener: () => void) => {
    if (lost) listener();
    lostListeners.add(listener);
    return () => lostListeners.delete(listener);
  };
  browser?.on("disconnected", onLost);
  context.on("close", onLost);
  const openTab = async () => tabs.add(await bounded(context.newPage()));
  const first = opened.page ?? context.pages().find((page) => !surfaces.isStage(page));
  const tab = first ? tabs.add(first) : await openTab();
  const { userAgent } = await bounded((await tab.session()).send("Browser.getVersion"));
  return {
    context,
    opened,
    tabs,
    surfaces,
    addressBar: new AddressBar(),
    borrowed,
    mac: /Macintosh/.test(userAgent),
    lost: () => lost,
    lastUrl: () => tabs.lastUrl,
    guardFor: (active, signal, milliseconds) =>
      createGuard({
        signal,
        interruptions: [(listener) => surfaces.onBlocked(listener), (listener) => active.onGone(listener), watchLost],
        ...(milliseconds !== undefined && { milliseconds }),
      }),
    openTab,
    close: async () => {
      browser?.off("disconnected", onLost);
      context.off("close", onLost);
      await boundedOr(surfaces.close(), closeMilliseconds, undefined);
      if (borrowed) await Promise.all(tabs.tabs.map(({ page }) => releaseFrames(page)));
      await tabs.release();
      // What is not ours goes on without what we have put into it.
      if (borrowed) await endSelects?.();
      await opened.close();
    },
  };
}

async function frameSize(options: BrowserComputerOptions, page: Page | undefined) {
  if (!page) return sizeOf(options.frame ?? defaultFrame);
  const session = await bounded(page.context().newCDPSession(page));
  try {
    return await viewSize(page, session);
  } catch (cause) {
    throw new ComputerError("The page's browser has no DevTools.", {
      code: "unavailable",
      remedy: "Use a page of Chromium: frames and input need them.",
      cause,
    });
  } finally {
    await boundedOr(session.detach(), closeMilliseconds, undefined);
  }
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }) {
  return { width, height };
}
