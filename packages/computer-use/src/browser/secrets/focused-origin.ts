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
  let frame = page.mainFrame();
  if (!(await hasFocus(frame))) return undefined;
  for (;;) {
    const children: readonly Frame[] = frame.childFrames();
    const found = await Promise.all(children.map(hasFocus));
    const focused = children.filter((_child, index) => found[index]);
    const [innermost] = focused;
    if (focused.length > 1) return undefined;
    if (!innermost) break;
    frame = innermost;
  }
  const url = URL.canParse(frame.url()) ? new URL(frame.url()) : undefined;
  return url && url.origin !== "null" ? url.origin : undefined;
}

async function hasFocus(frame: Frame): Promise<boolean> {
  const count = frame.locator("css=:root:focus-within, :root:focus").count();
  return (await boundedOr(count, answerMilliseconds, 0)) > 0;
}
