import type { BrowserContext, Page } from "playwright-core";
import { answerMilliseconds, bounded, boundedOr } from "../bounded.ts";
import { drawSelectsInPage } from "./select-script.ts";

/**
 * Makes drop-down lists part of every page of a context, or of a page that is there already.
 *
 * @returns Ends it, for documents that come after.
 */
export async function useClickableSelects(target: BrowserContext | Page): Promise<() => Promise<void>> {
  const script = await bounded(target.addInitScript(drawSelectsInPage));
  const end = () => boundedOr(script.dispose(), answerMilliseconds, undefined);
  if (!("frames" in target)) return end;
  await Promise.all(
    target.frames().map((frame) => boundedOr(frame.evaluate(drawSelectsInPage), answerMilliseconds, undefined)),
  );
  return end;
}
