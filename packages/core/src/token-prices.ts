/** What tokens cost, all in one unit: dollars for a million of them, or shares of the price of an input token. */
export interface TokenPrices {
  /** An input token that is not read from the provider's prompt cache. */
  readonly input: number;
  /** An input token that is read from it. Default: as `input`, for providers without a cache. */
  readonly cachedInput?: number;
  /** An input token that is written to it. Default: as `input`. */
  readonly cacheWrite?: number;
  readonly output: number;
}
