import type { CompactorState } from "@massgen/compaction";
import type { BackendChoice } from "../backend-options/backend-choice.ts";

/** Least threshold that OpenAI's server-side compaction takes. */
const leastServerThreshold = 1_000;

/** Tokens at which a conversation is compacted. */
function triggerTokens({ trigger, contextWindow }: Pick<BackendChoice, "trigger" | "contextWindow">): number {
  return trigger <= 1 ? Math.floor(trigger * contextWindow) : trigger;
}

/** Whether the server compacts while it answers: where that was asked for, and where it stores responses anyway. */
function usesServer({ api, compaction, store }: BackendChoice): boolean {
  return api === "responses" && (compaction === "server" || (compaction === "auto" && store));
}

/** Tokens from which on the server compacts while it answers; `undefined` where it does not. */
export function serverThresholdOf(choice: BackendChoice): number | undefined {
  return usesServer(choice) ? Math.max(leastServerThreshold, triggerTokens(choice)) : undefined;
}

/** The compactor's trigger in tokens. Where the server has the first turn, it is half-way between that and the window. */
export function compactorTriggerOf(choice: BackendChoice): number {
  const trigger = triggerTokens(choice);
  return usesServer(choice) ? Math.floor((trigger + choice.contextWindow) / 2) : trigger;
}

/**
 * What a compactor knows, for another model or another window: sizes and places of items stay true, while the window, the
 * counter's scale and what was reported last are another model's.
 */
export function stateForModel(state: CompactorState, contextWindow: number): CompactorState {
  return {
    ...state,
    window: contextWindow,
    calibration: { scale: 1, observations: 0 },
    baseline: null,
    breaker: { failures: 0, tokensAtFailure: 0 },
  };
}
