import type { CompactionReport } from "@massgen/compaction";
import type { CompactionEndEvent, MassGenEvent } from "@massgen/core";
import { counted } from "../render/counted.ts";

/** Shows the end of a compaction that was asked for in words that fit one. */
export interface RequestedCompaction {
  /** What is to be shown of an event now; `undefined` for what waits for the report. */
  hold(event: MassGenEvent): MassGenEvent | undefined;
  /**
   * Runs it.
   *
   * @param target - tokens below which nobody needs a compaction.
   * @param show - shows its end.
   */
  run(
    compact: () => Promise<CompactionReport>,
    target: number,
    show: (event: CompactionEndEvent) => void,
  ): Promise<void>;
}

/** Tells a compaction that could save nothing, which is no failure where nothing had to be saved, from one that failed. */
export function createRequestedCompaction(): RequestedCompaction {
  let isRunning = false;
  let held: CompactionEndEvent | undefined;
  return {
    hold(event) {
      if (!isRunning || event.type !== "compaction-end" || event.status !== "failed") return event;
      held = event;
      return undefined;
    },
    async run(compact, target, show) {
      isRunning = true;
      try {
        const report = await compact();
        if (held === undefined) return;
        const { tokensBefore } = held;
        const reason = `there is nothing to gain in ${counted(tokensBefore, "token")} yet`;
        show(isWithoutGain(report, target) ? { ...held, status: "skipped", reason } : held);
      } finally {
        isRunning = false;
        held = undefined;
      }
    },
  };
}

/** Where a strategy failed by itself, it has no result with a size. */
function isWithoutGain({ tokensBefore, attempts }: CompactionReport, target: number): boolean {
  return (
    tokensBefore <= target && attempts.every(({ outcome, tokensAfter }) => outcome !== "failed" || tokensAfter !== null)
  );
}
