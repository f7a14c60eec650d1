import type { Frame, Observation, Region, Settled, ZoomedFrame } from "@massgen/core";
import { boundedOr } from "../bounded.ts";
import type { BrowserComputerOptions } from "../browser-options.ts";
import type { Picture } from "../capture/capture-picture.ts";
import type { BrowserSession } from "../session/browser-session.ts";
import { type SettleResult, settle } from "../settle/settle.ts";
import type { Tab } from "../tabs/tab.ts";
import { Camera } from "./camera.ts";
import { tabFacts } from "./tab-facts.ts";

/** What an action found out beside the picture. */
export interface Findings {
  readonly zoom?: ZoomedFrame;
  readonly clipboard?: string;
  readonly notices: readonly string[];
}

interface PictureSettings {
  readonly signal: AbortSignal;
  /** The one that was taken while things settled. */
  readonly picture: Picture | undefined;
  /** Whether it is known that none can be taken. */
  readonly unseen: boolean;
}

/** Makes observations of a browser, one after the other. */
export class Observer {
  readonly #options: BrowserComputerOptions;
  readonly #camera: Camera;
  #frames = 0;

  constructor(options: BrowserComputerOptions) {
    this.#options = options;
    this.#camera = new Camera(options);
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
    const { signal } = settings;
    const camera = this.#camera;
    return settle({
      active: () => session.tabs.active,
      blocked: () => session.surfaces.blocking() !== undefined || session.lost(),
      guardFor: (tab) => session.guardFor(tab, signal, maximumMilliseconds + 1_000),
      since: settings.since,
      deep: settings.deep,
      maximumMilliseconds,
      requestMilliseconds,
      ...(settings.picture && {
        capture: (tab: Tab) => camera.take(session, tab, signal),
        // A PNG takes so long that two to compare and one to keep are slower than two small ones and one to keep.
        ...(camera.mediaType === "image/png" && { probe: (tab: Tab) => camera.probe(session, tab, signal) }),
      }),
    });
  }

  /** A part of a tab in more detail; nothing where the page lets no picture be taken. */
  async zoom(session: BrowserSession, tab: Tab, region: Region, signal: AbortSignal): Promise<ZoomedFrame | undefined> {
    const picture = await this.#camera.zoom(session, tab, region, signal);
    return picture && { ...this.#asFrame(picture), region };
  }

  /** What the browser shows, with facts beside the picture. */
  async observation(
    session: BrowserSession,
    settings: PictureSettings & { readonly settled: Settled; readonly findings: Findings },
  ): Promise<Observation> {
    const { tabs, surfaces } = session;
    const mask = (text: string) => this.#options.secrets?.mask(text) ?? text;
    const picture = await this.#picture(session, settings);
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
      notices: [...settings.findings.notices, ...notices, ...this.#camera.takeNotices()].map(mask),
      settled: settings.settled,
    };
  }

  async #picture(session: BrowserSession, { picture, signal, unseen }: PictureSettings): Promise<Picture> {
    const { active } = session.tabs;
    if (!session.surfaces.blocking() && active && active.state === "open") {
      try {
        const taken = picture ?? (unseen ? undefined : await this.#camera.take(session, active, signal));
        if (taken) return taken;
      } catch (error) {
        // A dialog that opens meanwhile, or a tab that goes, leaves the last picture.
        if (
          signal.aborted ||
          (!session.surfaces.blocking() && session.tabs.active === active && active.state === "open")
        )
          throw error;
      }
    }
    const last = this.#camera.last(active);
    return session.surfaces.blocking() ? boundedOr(session.surfaces.frame(last), 10_000, last) : last;
  }

  #asFrame({ width, height, mediaType, data }: Picture): Frame {
    this.#frames += 1;
    return { id: `frame-${this.#frames}`, width, height, mediaType, data };
  }
}
