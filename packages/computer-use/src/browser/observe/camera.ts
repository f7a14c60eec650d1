import { ComputerError, type FrameMediaType, type Region } from "@massgen/core";
import type { Secrets } from "../../policy/secrets.ts";
import { bounded } from "../bounded.ts";
import { type BrowserComputerOptions, defaultFrame } from "../browser-options.ts";
import { type CaptureClip, capturePicture, type Picture } from "../capture/capture-picture.ts";
import type { Guard } from "../guard.ts";
import { coverSecrets, showsSecrets } from "../secrets/cover-secrets.ts";
import type { BrowserSession } from "../session/browser-session.ts";
import type { Tab } from "../tabs/tab.ts";
import { blankPicture } from "./blank-picture.ts";

const captureMilliseconds = 30_000;
const coverAttempts = 3;
/** Most that one pixel is enlarged. */
const largestZoom = 4;
/** A quarter of each side takes a third of the time. */
const probeScale = 0.25;

/** Takes pictures of tabs, without secrets, and remembers the last of each for when none can be taken. */
export class Camera {
  readonly #options: BrowserComputerOptions;
  readonly #last = new WeakMap<Tab, Picture>();
  readonly #notices = new Set<string>();

  constructor(options: BrowserComputerOptions) {
    this.#options = options;
  }

  get mediaType(): FrameMediaType {
    return this.#options.frame?.mediaType ?? defaultFrame.mediaType;
  }

  /**
   * Takes a picture; gives nothing where the page lets none be taken: one that never answers, or that leaves again and
   * again, is one that a model must be able to leave, too.
   *
   * @throws ComputerError `unresponsive` where the browser itself does not answer.
   */
  async take(session: BrowserSession, tab: Tab, signal: AbortSignal): Promise<Picture | undefined> {
    const picture = await this.#attempt(tab, signal, () => this.#takeWithoutSecrets(session, tab, signal));
    tab.unseen = picture === undefined;
    if (picture === undefined) this.#notices.add("The page lets no picture be taken; an earlier one is shown.");
    return picture;
  }

  /** Takes a small picture that nobody sees: enough to tell whether something moves. */
  async probe(session: BrowserSession, tab: Tab, signal: AbortSignal): Promise<Picture | undefined> {
    const guard = session.guardFor(tab, signal, captureMilliseconds);
    const clip = { region: { x: 0, y: 0, ...this.sizeOf(tab) }, scale: probeScale };
    return this.#attempt(tab, signal, () => guard(capturePicture(tab, "image/jpeg", clip)));
  }

  /** Takes a picture of a part of a tab, in more detail where the part is small. */
  zoom(session: BrowserSession, tab: Tab, region: Region, signal: AbortSignal): Promise<Picture | undefined> {
    const { width, height } = this.sizeOf(tab);
    const scale = Math.min(largestZoom, width / region.width, height / region.height);
    return this.#attempt(tab, signal, () => this.#takeWithoutSecrets(session, tab, signal, { region, scale }));
  }

  /** The last picture of a tab; an empty one where there is none. */
  last(tab: Tab | undefined): Picture {
    return (tab && this.#last.get(tab)) ?? this.#blank(tab);
  }

  /** Sentences for the model; empties them. */
  takeNotices(): readonly string[] {
    const notices = [...this.#notices];
    this.#notices.clear();
    return notices;
  }

  /** Size of a tab's frames. */
  sizeOf(tab: Tab | undefined): { readonly width: number; readonly height: number } {
    const { width, height } =
      (tab && this.#last.get(tab)) ?? tab?.page.viewportSize() ?? this.#options.frame ?? defaultFrame;
    return { width, height };
  }

  #blank(tab: Tab | undefined): Picture {
    const { width, height } = this.sizeOf(tab);
    return blankPicture(width, height);
  }

  async #attempt<T>(tab: Tab, signal: AbortSignal, take: () => Promise<T>): Promise<T | undefined> {
    try {
      return await take();
    } catch (error) {
      if (!ComputerError.isInstance(error) || error.code !== "unresponsive" || signal.aborted) throw error;
      await bounded((await tab.session()).send("Browser.getVersion"));
      return undefined;
    }
  }

  async #takeWithoutSecrets(
    session: BrowserSession,
    tab: Tab,
    signal: AbortSignal,
    clip?: CaptureClip,
  ): Promise<Picture> {
    const guard = session.guardFor(tab, signal, captureMilliseconds);
    const { secrets } = this.#options;
    const take = () => guard(capturePicture(tab, this.mediaType, clip));
    const picture =
      secrets && secrets.values().length > 0 ? await this.#takeCovered(tab, secrets, guard, take) : await take();
    if (picture && !clip) this.#last.set(tab, picture);
    return picture ?? this.#blank(tab);
  }

  /** A picture in which no secret could be read when it was taken; nothing where the page does not let that be. */
  async #takeCovered(
    tab: Tab,
    secrets: Secrets,
    guard: Guard,
    take: () => Promise<Picture>,
  ): Promise<Picture | undefined> {
    for (let attempt = 0; attempt < coverAttempts; attempt += 1) {
      if (!(await guard(coverSecrets(tab, secrets)))) continue;
      const picture = await take();
      if (!(await guard(showsSecrets(tab, secrets)))) return picture;
    }
    this.#notices.add("The picture is left empty: the page shows a secret again and again, or does not answer.");
    return undefined;
  }
}
