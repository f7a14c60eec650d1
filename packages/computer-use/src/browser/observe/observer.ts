import type { Frame, Observation, Region, Settled, ZoomedFrame } from "@massgen/core";
import { boundedOr } from "../bounded.ts";
import { type BrowserComputerOptions, defaultFrame } from "../browser-options.ts";
import { type CaptureClip, capturePicture, type Picture } from "../capture/capture-picture.ts";
import { coverSecrets } from "../secrets/cover-secrets.ts";
import type { BrowserSession } from "../session/browser-session.ts";
import { type SettleResult, settle } from "../settle/settle.ts";
import type { Tab } from "../tabs/tab.ts";
import { blankPicture } from "./blank-picture.ts";
import { tabFacts } from "./tab-facts.ts";

/** Most that one pixel is enlarged. */
const largestZoom = 4;

/** What an action found out beside the picture. */
export interface Findings {
  readonly zoom?: ZoomedFrame;
  readonly clipboard?: string;
  readonly notices: readonly string[];
}

/** Makes observations of a browser, one after the other. */
export class Observer {
  readonly #options: BrowserComputerOptions;
  /** The last picture of each tab, for when it cannot be taken. */
  readonly #last = new WeakMap<Tab, Picture>();
  #frames = 0;

  constructor(options: BrowserComputerOptions) {
    this.#options = options;
  }

  /** Waits until what began at a moment has come to rest. */
  settle(
    session: BrowserSession,
    settings: {
      readonly signal: AbortSignal;
      readonly since: number;
      readonly picture: boolean;
      readonly deep: boolean;
    },
  ): Promise<SettleResult> {
    const { maximumMilliseconds = 10_000, requestMilliseconds = 1_000 } = this.#options.settle ?? {};
    return settle({
      active: () => session.tabs.active,
      blocked: () => session.surfaces.blocking() !== undefined || session.lost(),
      guardFor: (tab) => session.guardFor(tab, settings.signal, maximumMilliseconds + 1_000),
      since: settings.since,
      deep: settings.deep,
      maximumMilliseconds,
      requestMilliseconds,
      ...(settings.picture && { capture: (tab: Tab) => this.capture(session, tab, settings.signal) }),
    });
  }

  /** Takes a picture of a tab, without secrets. */
  async capture(session: BrowserSession, tab: Tab, signal: AbortSignal, clip?: CaptureClip): Promise<Picture> {
    const guard = session.guardFor(tab, signal, 30_000);
    if (this.#options.secrets) await guard(coverSecrets(tab, this.#options.secrets));
    const picture = await guard(capturePicture(tab, this.#options.frame?.mediaType ?? defaultFrame.mediaType, clip));
    if (!clip) this.#last.set(tab, picture);
    return picture;
  }

  /** Takes a picture of a part of a tab, in more detail where the part is small. */
  async zoom(session: BrowserSession, tab: Tab, region: Region, signal: AbortSignal): Promise<ZoomedFrame> {
    const { width, height } = this.#size(tab);
    const scale = Math.min(largestZoom, width / region.width, height / region.height);
    const picture = await this.capture(session, tab, signal, { region, scale });
    return { ...this.#asFrame(picture), region };
  }

  /** What the browser shows, with facts beside the picture. */
  async observation(
    session: BrowserSession,
    settings: {
      readonly signal: AbortSignal;
      readonly settled: Settled;
      readonly picture: Picture | undefined;
      readonly findings: Findings;
    },
  ): Promise<Observation> {
    const { tabs, surfaces } = session;
    const mask = (text: string) => this.#options.secrets?.mask(text) ?? text;
    const picture = await this.#picture(session, settings.picture, settings.signal);
    const { active } = tabs;
    const observed = await Promise.all(tabs.tabs.map((tab) => tabFacts(tab, tab === active, mask)));
    const shown = observed.find((tab) => tab.active);
    const { notices, ...facts } = surfaces.facts();
    const cursor = active?.pointer.position;
    const { zoom, clipboard } = settings.findings;
    return {
      frame: this.#asFrame(picture),
      ...(cursor && { cursor }),
      ...(shown && { url: shown.url, title: shown.title }),
      tabs: observed,
      ...facts,
      ...(zoom && { zoom }),
      ...(clipboard !== undefined && { clipboard: mask(clipboard) }),
      notices: [...settings.findings.notices, ...notices].map(mask),
      settled: settings.settled,
    };
  }

  async #picture(session: BrowserSession, picture: Picture | undefined, signal: AbortSignal): Promise<Picture> {
    const { active } = session.tabs;
    if (!session.surfaces.blocking() && active && active.state === "open") {
      try {
        return picture ?? (await this.capture(session, active, signal));
      } catch (error) {
        // A dialog that opens meanwhile, or a tab that goes, leaves the last picture.
        if (
          signal.aborted ||
          (!session.surfaces.blocking() && session.tabs.active === active && active.state === "open")
        )
          throw error;
      }
    }
    const last = (active && this.#last.get(active)) ?? this.#blank(active);
    return session.surfaces.blocking() ? boundedOr(session.surfaces.frame(last), 10_000, last) : last;
  }

  #blank(tab: Tab | undefined): Picture {
    const { width, height } = this.#size(tab);
    return blankPicture(width, height);
  }

  #size(tab: Tab | undefined): { readonly width: number; readonly height: number } {
    return (tab && this.#last.get(tab)) ?? tab?.page.viewportSize() ?? this.#options.frame ?? defaultFrame;
  }

  #asFrame({ width, height, mediaType, data }: Picture): Frame {
    this.#frames += 1;
    return { id: `frame-${this.#frames}`, width, height, mediaType, data };
  }
}
