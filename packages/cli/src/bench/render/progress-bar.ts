import { printable } from "../../render/printable.ts";
import type { BenchProgress } from "../run-benchmark.ts";

/** Cells of the bar. */
const barCells = 20;
/** Shortest time between two drawings, in milliseconds. */
const shortestPause = 100;
/** Longest name of a file that is shown. */
const longestName = 40;

/** A bar on a terminal; on anything else it stays silent. */
export interface ProgressBar {
  update(progress: BenchProgress): void;
  /** Takes the bar away. */
  clear(): void;
}

export function createProgressBar(stream: Pick<NodeJS.WriteStream, "isTTY" | "write">, now: () => number): ProgressBar {
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    update({ path, work, fraction }) {
      if (!stream.isTTY || now() - drawn < shortestPause) return;
      drawn = now();
      const done = Math.round(fraction * barCells);
      const bar = "█".repeat(done) + "░".repeat(barCells - done);
      const name = printable(path.slice(-longestName));
      stream.write(`\r\u001b[K${bar} ${Math.round(fraction * 100)} % ${name}: ${work}`);
    },
    clear() {
      if (drawn > Number.NEGATIVE_INFINITY) stream.write("\r\u001b[K");
      drawn = Number.NEGATIVE_INFINITY;
    },
  };
}
