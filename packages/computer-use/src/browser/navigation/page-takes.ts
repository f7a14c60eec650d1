import { boundedOr } from "../bounded.ts";
import type { InputContext } from "../input/input-context.ts";
import { keyWatchPlace, wasPrevented, watchKey } from "./key-watch-script.ts";

const answerMilliseconds = 500;
const maximumFrames = 10;

/** Sends input to a page and tells whether the page took it for itself, which keeps a browser from acting on it. */
export async function pageTakes(context: InputContext, send: () => Promise<unknown>): Promise<boolean> {
  const frames = context.page.frames().slice(0, maximumFrames);
  const documents = context.page.mainFrame();
  const before = documents.url();
  await Promise.all(
    frames.map((frame) => boundedOr(frame.evaluate(watchKey, keyWatchPlace), answerMilliseconds, undefined)),
  );
  await send();
  const taken = await context.guard(
    Promise.all(
      frames.map((frame) => boundedOr(frame.evaluate(wasPrevented, keyWatchPlace), answerMilliseconds, false)),
    ),
  );
  return taken.some(Boolean) || context.page.mainFrame().url() !== before;
}
