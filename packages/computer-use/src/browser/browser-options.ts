import type { FramePreference } from "@massgen/core";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Secrets } from "../policy/secrets.ts";
import type { UrlPolicy } from "../policy/url-policy.ts";
import type { SurfaceOptions } from "./surfaces/surface-options.ts";

/** How long, and for what, the browser waits after an action before it takes a picture. */
export interface SettleOptions {
  /** Whether the picture itself must have stopped changing. Default `true`. */
  readonly picture?: boolean;
  /** Most that is waited for after one action, in ms. Default 10,000; only a page that does not load takes so long. */
  readonly maximumMilliseconds?: number;
  /** Most that requests which an action started are waited for, in ms. Default 1,000. */
  readonly requestMilliseconds?: number;
}

/** Address of a browser that runs elsewhere. */
export type RemoteBrowser =
  /** Of its DevTools: `http://HOST:PORT` or `ws://…`. */
  | { readonly cdp: string }
  /** Of a Playwright server: `ws://…`. */
  | { readonly playwright: string };

/** What only contexts of our own take from Playwright's options; the rest is ours to set. */
export type BrowserContextSettings = Omit<
  BrowserContextOptions,
  | "viewport"
  | "screen"
  | "deviceScaleFactor"
  | "isMobile"
  | "serviceWorkers"
  | "acceptDownloads"
  | "permissions"
  | "proxy"
>;

/** At most one of `page`, `connect` and `userDataDir` is taken; without any a browser with a fresh profile is launched. */
export interface BrowserComputerOptions extends SurfaceOptions {
  /** A page of a Chromium that its owner goes on to own: neither it nor its browser is ever closed. */
  readonly page?: Page;
  readonly connect?: RemoteBrowser;
  /** Folder of a profile that is kept between runs. */
  readonly userDataDir?: string;
  /** Chromium's binary. Default: the first Chromium or Chrome on the system, otherwise Playwright's own. */
  readonly executablePath?: string;
  /** Default `true`. */
  readonly headless?: boolean;
  /**
   * Size and format of frames; a model tells what it likes best in `ComputerModel.frame`. Default 1440×900, JPEG. With
   * `page`: the size of its view as it is, unless one is given.
   */
  readonly frame?: FramePreference;
  /** Page that the first tab shows. Default: an empty one. */
  readonly url?: string;
  /** More of Playwright's options for contexts of our own, e.g. `locale` or `storageState`. */
  readonly context?: BrowserContextSettings;
  readonly settle?: SettleOptions;
  /** What may be reached. A browser that is launched here has no way around it. */
  readonly policy?: UrlPolicy;
  /**
   * Must be `true` where a policy is given for a browser that was not launched here: then only what is opened by
   * `navigate` is checked, and a page can send what it likes wherever it likes.
   */
  readonly unenforced?: boolean;
  /** Values that the model types by name; covered in frames and texts. */
  readonly secrets?: Secrets;
  /** Tabs that may be open at one time; one more is closed at once. Default 20. */
  readonly maximumTabs?: number;
  /** Whether the rows of a drop-down list are made part of the page, so that they can be clicked. Default `true`. */
  readonly clickableSelects?: boolean;
  /** Ends the launch. */
  readonly signal?: AbortSignal;
}

/** Size of a frame where nobody prefers another. */
export const defaultFrame = { width: 1440, height: 900, mediaType: "image/jpeg" } as const;
