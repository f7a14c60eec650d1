import type { Frame } from "playwright-core";
import { boundedOr } from "../bounded.ts";
import type { InputContext } from "../input/input-context.ts";

const answerMilliseconds = 1_000;

/**
 * Origin of the document that keys go to, e.g. `https://bank.example`; `undefined` where that is not certain.
 *
 * Playwright's selectors run in a world of their own, where a page cannot answer in its place.
 */
export async function focusedOrigin({ page }: InputContext): Promise<string | undefined> {
  const focused: Frame[] = [];
  for (const frame of page.frames()) {
    if ((await boundedOr(frame.locator("css=:root:focus-within, :root:focus").count(), answerMilliseconds, 0)) > 0)
      focused.push(frame);
  }
  const innermost = focused.filter((frame) => !focused.some((other) => isAncestor(frame, other)));
  const [frame] = innermost;
  if (!frame || innermost.length > 1) return undefined;
  const url = URL.canParse(frame.url()) ? new URL(frame.url()) : undefined;
  return url && url.origin !== "null" ? url.origin : undefined;
}

function isAncestor(ancestor: Frame, frame: Frame): boolean {
  for (let parent = frame.parentFrame(); parent; parent = parent.parentFrame()) if (parent === ancestor) return true;
  return false;
}
