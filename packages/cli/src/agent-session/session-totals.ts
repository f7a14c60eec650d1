import type { MassGenEvent, Usage } from "@massgen/core";

/** What was used since the program began. */
export interface SessionTotals {
  readonly requests: number;
  /** Tokens; counts that were never reported are 0. */
  readonly usage: Required<Usage>;
  readonly compactions: number;
  /** Tokens that compactions took out of the conversation. */
  readonly saved: number;
}

/** Adds up what events tell. */
export function createSessionTotals(): { note(event: MassGenEvent): void; read(): SessionTotals } {
  let requests = 0;
  let compactions = 0;
  let saved = 0;
  const usage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
  return {
    note(event) {
      if (event.type === "usage") {
        requests += 1;
        for (const name of Object.keys(usage) as (keyof Usage)[]) usage[name] += event.usage[name] ?? 0;
      }
      if (event.type === "compaction-end" && event.status === "compacted") {
        compactions += 1;
        saved += event.tokensBefore - event.tokensAfter;
      }
    },
    read: () => ({ requests, usage: { ...usage }, compactions, saved }),
  };
}
