import type { MassGenEvent } from "@massgen/core";

/** Work that is done sooner than this, in milliseconds, needs no progress line. */
const quietMilliseconds = 1_000;

/** A line on a terminal that says how far the work is; on anything else it stays silent. */
export interface ProgressLine {
  update(event: MassGenEvent): void;
  /** Takes the line away. */
  clear(): void;
}

export function createProgressLine(stream: Pick<NodeJS.WriteStream, "isTTY" | "write">): ProgressLine {
  const start = performance.now();
  let shown = false;
  return {
    update(event) {
      if (event.type !== "compaction-progress" || !stream.isTTY || performance.now() - start < quietMilliseconds)
        return;
      shown = true;
      stream.write(`\r\u001b[K${wordsFor(event.phase, event.fraction, event.strategy)}`);
    },
    clear() {
      if (shown) stream.write("\r\u001b[K");
      shown = false;
    },
  };
}

function wordsFor(phase: "counting" | "planning", fraction: number | undefined, strategy: string | undefined): string {
  const share = fraction === undefined ? "" : ` ${Math.round(fraction * 100)} %`;
  return phase === "planning"
    ? `Planning with ${strategy ?? "the next strategy"}…${share}`
    : `Counting tokens…${share}`;
}
