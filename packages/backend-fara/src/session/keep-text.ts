import { findCall } from "../parse/find-call.ts";
import { inEnvelope } from "../parse/model-text.ts";
import { readThoughts } from "../parse/read-thoughts.ts";

const longestKept = 8_000;
const longestCall = 40_000;

/** What a model wrote, as its history keeps it: raw, unless it is so long that it would fill the window by itself. */
export function keepText(text: string): string {
  if (text.length <= longestKept) return text;
  const found = findCall(text);
  if (found.type !== "call") return text.slice(0, longestKept).toWellFormed();
  const end = Math.min(found.end, found.start + longestCall);
  const call = text.slice(found.start, end).replace(/^<tool_call>\s*/i, "");
  const thoughts = readThoughts(text.slice(0, found.start));
  const shown = thoughts.length <= longestKept ? thoughts : `${thoughts.slice(0, longestKept).toWellFormed()} ...`;
  return inEnvelope(shown, call);
}
