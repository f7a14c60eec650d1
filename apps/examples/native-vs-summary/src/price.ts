import { calcPrice } from "@pydantic/genai-prices";

/** Tokens of one request. */
export interface PricedRequest {
  readonly inputTokens: number;
  /** Share of the input that the prompt cache serves. Default: the cache is not used, and nothing is written to it. */
  readonly cachedTokens?: number;
  readonly outputTokens?: number;
}

/** What one request costs in US dollars; `null` where the price is not known. */
export type Price = (request: PricedRequest) => number | null;

/**
 * OpenAI's list prices as the price package brings them along; it asks nobody. Prices of one request may rise with its
 * size, so that requests are priced one by one.
 */
export function openaiPrice(model: string): Price {
  return ({ inputTokens, cachedTokens, outputTokens = 0 }) => {
    const cache =
      cachedTokens === undefined
        ? {}
        : { cache_read_tokens: cachedTokens, cache_write_tokens: inputTokens - cachedTokens };
    const usage = { input_tokens: inputTokens, output_tokens: outputTokens, ...cache };
    return calcPrice(usage, model, { providerId: "openai" })?.total_price ?? null;
  };
}

/** For servers whose prices nobody told. */
export const unknownPrice: Price = () => null;
