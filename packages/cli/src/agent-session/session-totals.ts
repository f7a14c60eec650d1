import type { MassGenEvent, Usage } from "@massgen/core";
import type { RequestUsage } from "./session-cost.ts";

/** What was used since the program began. */
export interface SessionTotals {
  /** Each request whose usage was reported: what it costs depends on its size. */
  readonly requests: readonly RequestUsage[];
  /** Tokens; counts that were never reported are 0. */
  readonly usage: Required<Usage>;
  readonly compactions: number;
  /** Tokens that compactions took out of the conversation. */
  readonly saved: number;
}

/** Adds up what events of an agent with `model` tell. */
export function createSessionTotals(): { note(event: MassGenEvent, model: string): void; read(): SessionTotals } {
  const requests: RequestUsage[] = [];
  let compactions = 0;
  let saved = 0;
  const usage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
  return {
    note(event, model) {
      if (event.type === "usage") {
        requests.push({ model, usage: event.usage });
        for (const name of Object.keys(usage) as (keyof Usage)[]) usage[name] += event.usage[name] ?? 0;
      }
      if (event.type === "compaction-end" && event.status === "compacted") {
        compactions += 1;
        saved += event.tokensBefore - event.tokensAfter;
      }
    },
    read: () => ({ requests: [...requests], usage: { ...usage }, compactions, saved }),
  };
}
