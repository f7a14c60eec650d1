import type { LongContextRates, TokenRates } from "./model-price.ts";

/** What the library says about one model at one moment. */
export interface LibraryModel {
  readonly provider: string;
  readonly model: string;
  readonly contextWindow: number | undefined;
  readonly rates: TokenRates;
  readonly longContext: LongContextRates | undefined;
}

/** Where the library's prices are kept. */
export const librarySource = "https://github.com/pydantic/genai-prices";

/**
 * Asks `@pydantic/genai-prices`, which is loaded at the first call: it has 800 kB of data.
 *
 * @param at - the moment whose prices are asked for; some change at a date or with the hour.
 * @returns undefined where the library has no such model, or no price by the token for it.
 */
export async function askLibrary(model: string, at: Date, provider?: string): Promise<LibraryModel | undefined> {
  const { calcPrice } = await import("@pydantic/genai-prices");
  const found = calcPrice({ input_tokens: 0, output_tokens: 0 }, model, {
    timestamp: at,
    ...(provider === undefined ? {} : { providerId: provider }),
  });
  if (found === null) return undefined;
  const price = found.model_price;
  const rates = ratesAt(price, 0);
  if (rates === undefined) return undefined;
  const above = firstTier(price);
  const longRates = above === undefined ? undefined : ratesAt(price, above + 1);
  return {
    provider: found.provider.id,
    model: found.model.id,
    contextWindow: found.model.context_window,
    rates,
    longContext: above === undefined || longRates === undefined ? undefined : { above, ...longRates },
  };
}

type LibraryPrice = Readonly<Record<string, number | Tiered | undefined>>;
interface Tiered {
  readonly base: number;
  readonly tiers: readonly { readonly start: number; readonly price: number }[];
}

const keys = ["input_mtok", "cache_read_mtok", "cache_write_mtok", "output_mtok"] as const;

/** Rates for a request with so much input. */
function ratesAt(price: LibraryPrice, inputTokens: number): TokenRates | undefined {
  const [input, cachedInput, cacheWrite, output] = keys.map((key) => rateAt(price[key], inputTokens));
  if (input === undefined || output === undefined) return undefined;
  return {
    input,
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    output,
  };
}

function rateAt(price: number | Tiered | undefined, inputTokens: number): number | undefined {
  if (price === undefined || typeof price === "number") return price;
  return price.tiers.findLast((tier) => inputTokens > tier.start)?.price ?? price.base;
}

/** Where dearer rates begin; of several tiers the first. */
function firstTier(price: LibraryPrice): number | undefined {
  const starts = keys.flatMap((key) => {
    const rate = price[key];
    return typeof rate === "object" ? rate.tiers.map((tier) => tier.start) : [];
  });
  return starts.length === 0 ? undefined : Math.min(...starts);
}
