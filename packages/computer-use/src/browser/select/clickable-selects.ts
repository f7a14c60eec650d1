import type { BrowserContext, Page } from "playwright-core";
import { answerMilliseconds, bounded, boundedOr } from "../bounded.ts";
import { drawSelectsInPage } from "./select-script.ts";

/** Makes drop-down lists part of every page of a context, or of a page that is there already. */
export async function useClickableSelects(target: BrowserContext | Page): Promise<void> {
  await bounded(target.addInitScript(drawSelectsInPage));
  if (!("frames" in target)) return;
  await Promise.all(
    target.frames().map((frame) => boundedOr(frame.evaluate(drawSelectsInPage), answerMilliseconds, undefined)),
  );
}
