import { createEndpointSupport, createOpenai } from "@massgen/backend-openai";
import { native, type Strategy, summarize } from "@massgen/compaction";
import type { ConversationItem } from "@massgen/core";
import { summaryModelOf } from "@massgen/orchestrator";
import { naiveSummary } from "./naive/naive-summary.ts";

/** Whom the contestants ask. */
export interface ProviderAccess {
  readonly model: string;
  readonly apiKey: string;
  /** Default: OpenAI's. */
  readonly baseURL?: string | undefined;
}

/** One way to compact. */
export interface Contestant {
  readonly strategy: "native" | "summarize" | "naive";
  /** Which of OpenAI's ways, where it is theirs. */
  readonly mode: "endpoint" | "trigger" | null;
  createStrategy(access: ProviderAccess, contextWindow: number): Strategy<ConversationItem>;
}

/** Longest time of one call: a model may read a whole window. Milliseconds. */
export const callTimeout = 300_000;

export const contestants: readonly Contestant[] = [
  nativeIn("endpoint"),
  nativeIn("trigger"),
  {
    strategy: "summarize",
    mode: null,
    createStrategy: (access, contextWindow) =>
      summarize({
        model: summaryModelOf(createOpenai(settingsOf(access)), { contextWindow }),
        // As the orchestrator's default: a request has room for its answer.
        contextWindow: Math.floor(contextWindow * 0.8),
        timeoutMilliseconds: callTimeout,
      }),
  },
  {
    strategy: "naive",
    mode: null,
    createStrategy: (access) => naiveSummary(summaryModelOf(createOpenai(settingsOf(access)))),
  },
];

function nativeIn(mode: "endpoint" | "trigger"): Contestant {
  return {
    strategy: "native",
    mode,
    createStrategy: (access) => native({ backend: createOpenai({ ...settingsOf(access), compaction: { mode } }) }),
  };
}

function settingsOf({ model, apiKey, baseURL }: ProviderAccess) {
  // What one contestant learns of the endpoint must not change how the next one goes about it.
  return { model, apiKey, support: createEndpointSupport(), ...(baseURL !== undefined && { baseURL }) };
}
