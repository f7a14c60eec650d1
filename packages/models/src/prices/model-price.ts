/** US dollars for a million tokens of each kind. */
export interface TokenRates {
  readonly input: number;
  /** Input read from the prompt cache. Where it is missing, cached input costs what other input costs. */
  readonly cachedInput?: number;
  /** Input written to the prompt cache. Where it is missing, it costs what other input costs. */
  readonly cacheWrite?: number;
  readonly output: number;
}

/** Rates that replace the others for the whole of a request with more input than `above` tokens. */
export interface LongContextRates extends TokenRates {
  readonly above: number;
}

/**
 * Where a model's price comes from.
 *
 * - `library`: `@pydantic/genai-prices` has it under this provider and id.
 * - `rates`: the catalogue has it, since the library does not.
 * - `none`: nobody charges by the token.
 */
export type ModelPrice =
  | { readonly kind: "library"; readonly provider: string; readonly model: string }
  | { readonly kind: "rates"; readonly rates: TokenRates; readonly longContext?: LongContextRates }
  | { readonly kind: "none" };
