import { relative } from "node:path";
import type { Snapshot } from "./snapshot.ts";

/** Makes what a program printed the same on every machine and in every run: paths relative, durations left out. */
export function hidePaths(text: string, { root, original }: Snapshot): string {
  let hidden = text;
  for (const prefix of [root, original, relative(root, original)]) {
    if (prefix !== "") hidden = hidden.replaceAll(`${prefix}/`, "").replaceAll(prefix, ".");
  }
  return hidden.replace(/ in \d+(?:\.\d+)? ?(?:µs|ms|s)\b/g, "");
}
