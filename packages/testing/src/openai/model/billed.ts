/** Tokens of a request that was answered. */
export interface Billed {
  /** All of the input, cached or not. */
  readonly inputTokens: number;
  /** Share of the input that an earlier request had brought. */
  readonly cachedTokens: number;
  /** Share of the input that is kept for later requests. */
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  /** Share of the output that was reasoning. */
  readonly reasoningTokens: number;
}
