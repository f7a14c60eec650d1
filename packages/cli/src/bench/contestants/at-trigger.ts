import { createCompactor, createMemoryArchive } from "@massgen/compaction";
import type { Contestant, MakeStrategies } from "./contestant.ts";

/** Several calls of a model may be one compaction. */
const longestCompaction = 600_000;

/** Strategies under a compactor: they have their turn where the request would reach the trigger. */
export function atTrigger(make: MakeStrategies): Contestant["start"] {
  return (session, limits) => {
    const { overhead } = session.fit;
    const archive = createMemoryArchive();
    const compactor = createCompactor<unknown>({
      contextWindow: limits.contextWindow - overhead,
      trigger: limits.trigger - overhead,
      target: limits.target - overhead,
      strategies: make(session, limits),
      adapter: session.adapter,
      counter: session.counter,
      archive,
      deadlineMilliseconds: longestCompaction,
    });
    return {
      archive,
      async fit(window, signal) {
        const { items, report } = await compactor.fit(window, { ...(signal && { signal }) });
        if (report.status === "skipped") return undefined;
        return items === window ? { from: window.length, items: [], report } : { from: 0, items, report };
      },
    };
  };
}
