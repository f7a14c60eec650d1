import type { BrowserContext, Page } from "playwright-core";
import { boundedOr } from "../bounded.ts";
import type { DownloadChannel } from "./download-channel.ts";

/** Milliseconds for a page to tell its frames: one that shows a dialog does not answer. */
const patience = 2_000;

/** Frames that are remembered. */
const maximumFrames = 100;

/**
 * Tells whether a frame belongs to a context: a browser tells of the downloads of all its contexts.
 *
 * What cannot be found any more, as a tab that was only opened for a download, counts as the context's own.
 */
export function createDownloadOwner(
  context: BrowserContext,
  channel: DownloadChannel,
): (frameId: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();

  async function find(frameId: string): Promise<boolean> {
    const { targetInfos } = await channel.session.send("Target.getTargets");
    const target = targetInfos.find(({ targetId }) => targetId === frameId);
    if (target !== undefined) {
      return channel.browserContextId === undefined || target.browserContextId === channel.browserContextId;
    }
    const contexts = context.browser()?.contexts() ?? [];
    const foreign = contexts.filter((other) => other !== context).flatMap((other) => other.pages());
    const found = await Promise.all(foreign.map((page) => boundedOr(hasFrame(page, frameId), patience, undefined)));
    return !found.includes(true);
  }

  return (frameId) => {
    const owner = known.get(frameId) ?? find(frameId).catch(() => true);
    if (known.size >= maximumFrames) {
      known.clear();
    }
    known.set(frameId, owner);
    return owner;
  };
}

interface FrameTree {
  readonly frame: { readonly id: string };
  readonly childFrames?: readonly FrameTree[];
}

async function hasFrame(page: Page, frameId: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send("Page.getFrameTree");
    return contains(frameTree, frameId);
  } finally {
    session.detach().catch(() => undefined);
  }
}

function contains(tree: FrameTree, frameId: string): boolean {
  return tree.frame.id === frameId || (tree.childFrames ?? []).some((child) => contains(child, frameId));
}
