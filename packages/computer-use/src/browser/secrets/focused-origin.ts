import type { Frame } from "playwright-core";
import { boundedOr } from "../bounded.ts";
import type { InputContext } from "../input/input-context.ts";

const answerMilliseconds = 1_000;

/**
 * Origin of the document that keys go to, e.g. `https://bank.example`; `undefined` where that is not certain.
 *
 * Playwright's selectors run in a world of their own, where a page cannot answer in its place. All frames are asked: the
 * document around a frame of another process does not know that it has the focus.
 */
export async function focusedOrigin({ page }: InputContext): Promise<string | undefined> {
  const frames = page.frames();
  const answers = await Promise.all(frames.map(hasFocus));
  const focused = frames.filter((_frame, index) => answers[index]);
  const innermost = focused.filter((frame) => !focused.some((other) => isAncestor(frame, other)));
  const [frame] = innermost;
  if (!frame || innermost.length > 1) return undefined;
  const url = URL.canParse(frame.url()) ? new URL(frame.url()) : undefined;
  return url && url.origin !== "null" ? url.origin : undefined;
}

async function hasFocus(frame: Frame): Promise<boolean> {
  const count = frame.locator("css=:root:focus-within, :root:focus").count();
  return (await boundedOr(count, answerMilliseconds, 0)) > 0;
}

function isAncestor(ancestor: Frame, frame: Frame): boolean {
  for (let parent = frame.parentFrame(); parent; parent = parent.parentFrame()) if (parent === ancestor) return true;
  return false;
}
