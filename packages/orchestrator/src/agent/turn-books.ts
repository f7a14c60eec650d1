import type { CompactionReport, FitResult } from "@massgen/compaction";
import type { ConversationItem, MassGenEvent, Usage } from "@massgen/core";
import { totalUsage } from "./total-usage.ts";

/** Keeps account of what a turn costs. */
export interface TurnBooks {
  /** Notes a look at the conversation, and passes its items on. */
  fitted(result: FitResult<ConversationItem>): readonly ConversationItem[];
  responded(usage: Usage): void;
  readonly compactions: readonly CompactionReport[];
  total(): Usage;
}

export function createTurnBooks(emit: (event: MassGenEvent) => void): TurnBooks {
  const compactions: CompactionReport[] = [];
  const usages: Usage[] = [];
  let unmeasured: CompactionReport | undefined;
  const note = (purpose: "response" | "compaction", usage: Usage) => {
    usages.push(usage);
    emit({ type: "usage", purpose, usage });
  };
  return {
    compactions,
    fitted({ items, report }) {
      if (report.status !== "skipped") compactions.push(report);
      if (report.status === "compacted") unmeasured = report;
      for (const { cost } of report.attempts) if (cost?.usage) note("compaction", cost.usage);
      return items;
    },
    responded(usage) {
      note("response", usage);
      if (unmeasured === undefined) return;
      const { strategy, tokensBefore } = unmeasured;
      unmeasured = undefined;
      emit({ type: "compaction-measured", strategy, tokensBefore, tokensAfter: usage.inputTokens });
    },
    total: () => totalUsage(usages),
  };
}
