/** When compaction is due, and how far down it goes; all in tokens of a whole request. */
export interface Limits {
  readonly contextWindow: number;
  readonly trigger: number;
  readonly target: number;
}

/** What tokens cost, in units of the price of an input token. */
export interface Rates {
  /** Input that the prompt cache serves. */
  readonly cacheRead: number;
  /** Input that it does not serve, and that is written to it. */
  readonly cacheWrite: number;
  readonly output: number;
}

/** Anthropic's list prices relative to its input price; OpenAI writes to the cache at 1. */
export const defaultRates: Rates = { cacheRead: 0.1, cacheWrite: 1.25, output: 5 };
