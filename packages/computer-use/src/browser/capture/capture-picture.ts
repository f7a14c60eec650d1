import { ComputerError, type FrameMediaType, type Region } from "@massgen/core";
import { imageSize } from "image-size";
import type { CDPSession, Page } from "playwright-core";
import { bounded, boundedOr, pause, unresponsive } from "../bounded.ts";
import type { Tab } from "../tabs/tab.ts";

/** Time after which a capture counts as hanging. */
const captureMilliseconds = 8_000;
/** The same for a tab that did not answer the last time either. */
const unseenMilliseconds = 2_000;
const recoveryMilliseconds = 1_000;
const detachedAttempts = 20;
const detachedMilliseconds = 50;
/** Enough for text, and a third of the time that PNG takes. */
const jpegQuality = 75;

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly mediaType: FrameMediaType;
  readonly data: Uint8Array;
}

/** Part of the page's view in CSS pixels, and how many pixels each of them becomes. */
export interface CaptureClip {
  readonly region: Region;
  readonly scale: number;
}

interface View {
  readonly width: number;
  readonly height: number;
  readonly pageX: number;
  readonly pageY: number;
}

/**
 * Takes a picture of what a tab shows, as large as its view in CSS pixels whatever the scale of the screen. A tab that
 * does not answer is brought to the front, its loading is stopped, then its script, and it gets one more try.
 *
 * @throws ComputerError `unresponsive`
 */
export async function capturePicture(tab: Tab, mediaType: FrameMediaType, clip?: CaptureClip): Promise<Picture> {
  const session = await tab.session();
  const milliseconds = tab.unseen ? unseenMilliseconds : captureMilliseconds;
  const attempt = () => bounded(captureWhenAttached(tab, session, mediaType, clip), milliseconds);
  try {
    return await attempt();
  } catch (error) {
    if (tab.unseen || tab.state !== "open" || !ComputerError.isInstance(error)) throw error;
    await boundedOr(tab.page.bringToFront(), recoveryMilliseconds, undefined);
    await boundedOr(session.send("Page.stopLoading"), recoveryMilliseconds, undefined);
    await boundedOr(session.send("Runtime.terminateExecution"), recoveryMilliseconds, undefined);
    return await attempt();
  }
}

/** While one document takes the place of another there is nothing to take a picture of, for a moment. */
async function captureWhenAttached(
  tab: Tab,
  session: CDPSession,
  mediaType: FrameMediaType,
  clip: CaptureClip | undefined,
): Promise<Picture> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await captureOnce(tab, session, mediaType, clip);
    } catch (error) {
      if (tab.state !== "open" || ComputerError.isInstance(error)) throw error;
      // A page that goes from one document to the next without end.
      if (attempt >= detachedAttempts) throw unresponsive(detachedAttempts * detachedMilliseconds);
      await pause(detachedMilliseconds);
    }
  }
}

async function captureOnce(
  tab: Tab,
  session: CDPSession,
  mediaType: FrameMediaType,
  clip: CaptureClip | undefined,
): Promise<Picture> {
  if (clip) return capture(session, mediaType, clip, await viewOf(session));
  if (tab.scale !== 1) {
    const view = await viewOf(session);
    const picture = await capture(session, mediaType, { region: { ...view, x: 0, y: 0 }, scale: tab.scale }, view);
    if (isOfSize(picture, view)) return picture;
    tab.scale = 1;
  }
  const picture = await capture(session, mediaType);
  const fixed = tab.page.viewportSize();
  if (fixed && isOfSize(picture, fixed)) return picture;
  const view = await viewOf(session);
  if (isOfSize(picture, view)) return picture;
  tab.scale = view.width / picture.width;
  return capture(session, mediaType, { region: { ...view, x: 0, y: 0 }, scale: tab.scale }, view);
}

async function capture(
  session: CDPSession,
  mediaType: FrameMediaType,
  clip?: CaptureClip,
  view: View = { width: 0, height: 0, pageX: 0, pageY: 0 },
): Promise<Picture> {
  const format = mediaType === "image/png" ? "png" : mediaType === "image/webp" ? "webp" : "jpeg";
  const { data } = await session.send("Page.captureScreenshot", {
    format,
    ...(format !== "png" && { quality: jpegQuality }),
    optimizeForSpeed: true,
    ...(clip && {
      clip: {
        x: clip.region.x + view.pageX,
        y: clip.region.y + view.pageY,
        width: clip.region.width,
        height: clip.region.height,
        scale: clip.scale,
      },
    }),
  });
  const bytes = Buffer.from(data, "base64");
  const { width, height } = imageSize(bytes);
  return { width, height, mediaType, data: bytes };
}

async function viewOf(session: CDPSession): Promise<View> {
  const { cssLayoutViewport } = await session.send("Page.getLayoutMetrics");
  const { clientWidth, clientHeight, pageX, pageY } = cssLayoutViewport;
  return { width: clientWidth, height: clientHeight, pageX, pageY };
}

/** A pixel more or less comes from rounding, or from the bar of a scroller. */
function isOfSize(picture: Picture, size: { readonly width: number; readonly height: number }): boolean {
  return Math.abs(picture.width - size.width) <= 1 && Math.abs(picture.height - size.height) <= 1;
}

/** Size of a page's view in CSS pixels. */
export async function viewSize(page: Page, session: CDPSession): Promise<{ width: number; height: number }> {
  return page.viewportSize() ?? (await bounded(viewOf(session)));
}
