/** Tokens that a provider reported for one request. All counts are tokens; a missing count was not reported. */
export interface Usage {
  /** Everything in the request, cached or not: cache reads and writes are part of this number, not additions to it. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Share of `inputTokens` that was read from the provider's prompt cache. */
  readonly cachedInputTokens?: number;
  /** Share of `inputTokens` that was written to the provider's prompt cache. */
  readonly cacheWriteTokens?: number;
  /** Share of `outputTokens` that was spent on reasoning. */
  readonly reasoningTokens?: number;
}
