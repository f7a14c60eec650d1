import type { RequestContext } from "./emulator-state.ts";
import type { Billed } from "./model/billed.ts";
import { PromptCache, type RenderedPart } from "./prompt-cache.ts";

/** What an answer costs, before the cache is looked at. */
export interface AnswerCost {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** Counts to report in place of the computed ones. */
  readonly overrides?: Partial<Billed> | undefined;
}

/** Writes a request's cost into the books, and its prefixes into the prompt cache. */
export function bill(context: RequestContext, parts: readonly RenderedPart[], cost: AnswerCost): Billed {
  const { state, body, exchange } = context;
  const owner = JSON.stringify([body.model, body.prompt_cache_key ?? null]);
  const { inputTokens, outputTokens, reasoningTokens, overrides } = cost;
  const cachedTokens = Math.min(inputTokens, state.cache.cachedTokens(owner, parts));
  state.cache.remember(owner, parts);
  const cacheWriteTokens = PromptCache.written(inputTokens, cachedTokens);
  exchange.billed = { inputTokens, cachedTokens, cacheWriteTokens, outputTokens, reasoningTokens, ...overrides };
  return exchange.billed;
}
