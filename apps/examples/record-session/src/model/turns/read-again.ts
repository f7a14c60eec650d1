import { runCommand } from "../calls.ts";
import type { Memory } from "../memory.ts";
import { readThrough } from "../reading.ts";
import type { Turn } from "../turn.ts";
import { bullets, count } from "../words.ts";

/** Makes sure that what the model remembers is still true, by reading its most-read files once more. */
export function readAgain(memory: Memory): Turn {
  return {
    question:
      "We have been at it for a while. Has anything changed under your hands? Read what you lean on most again.",
    *play() {
      const most = [...memory.reads].sort((left, right) => right[1].times - left[1].times).slice(0, 4);
      yield {
        thought: "The history would tell directly, if I may look at it.",
        calls: [runCommand("git diff --stat")],
      };
      const rows: string[] = [];
      for (const [path, { times, lines }] of most) {
        const excerpts = yield* readThrough(memory, path);
        const now = excerpts.at(-1)?.total ?? 0;
        const change = now === lines ? "as I remember it" : `${count(lines, "line")} before`;
        rows.push(`${path}: read ${times} times before, ${count(now, "line")} now, ${change}`);
      }
      return `I may not ask the version control, so I read the ${most.length} files that I opened most often:\n\n${bullets(rows)}`;
    },
  };
}
