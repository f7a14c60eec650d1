import { boundedOr } from "../bounded.ts";
import type { BrowserSession } from "../session/browser-session.ts";
import { readDocument } from "./read-document-script.ts";

const answerMilliseconds = 5_000;
const maximumFrames = 30;
/** Characters that are given at most, about 25,000 tokens. */
const longestText = 100_000;

/** What the page in the frame says, as simple Markdown: its own document, then those of its frames. */
export async function readPageText(
  session: BrowserSession,
  signal: AbortSignal,
  mask: (text: string) => string,
): Promise<string> {
  const tab = session.tabs.active;
  if (!tab) return "";
  const guard = session.guardFor(tab, signal);
  const [main, ...frames] = tab.page.frames().slice(0, maximumFrames);
  const read = async (frame: typeof main) =>
    frame ? boundedOr(frame.evaluate(readDocument, longestText), answerMilliseconds, "") : "";
  const texts = await guard(Promise.all([main, ...frames].map(read)));
  const parts = texts.map((text, index) => {
    if (index === 0 || text === "") return text;
    return `---\n\nFrame ${frames[index - 1]?.url().replace(/[?#].*$/, "") ?? ""}\n\n${text}`;
  });
  // Before it is cut: half a secret would not be known for one.
  const whole = mask(parts.filter((part) => part !== "").join("\n\n"));
  return whole.length <= longestText ? whole : `${whole.slice(0, longestText)}\n\n[The rest of the page is left out.]`;
}
