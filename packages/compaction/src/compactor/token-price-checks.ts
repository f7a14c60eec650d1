import { MassGenError, type TokenPrices } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** Highest price in any unit: sums over the tokens of a lifetime stay numbers. */
const highest = 1e12;

const remedy = "Give all prices in one unit, for example dollars for a million tokens.";

/**
 * The prices with their defaults filled in.
 *
 * @throws MassGenError `invalid-option` where they are no prices.
 */
export function completePrices(prices: unknown): Required<TokenPrices> {
  if (!isRecord(prices)) {
    throw new MassGenError("The prices must be an object with input and output.", { code: "invalid-option", remedy });
  }
  const { input, output, cachedInput = input, cacheWrite = input } = prices;
  return {
    input: checked("input", input),
    output: checked("output", output),
    cachedInput: checked("cachedInput", cachedInput),
    cacheWrite: checked("cacheWrite", cacheWrite),
  };
}

function checked(name: string, price: unknown): number {
  if (typeof price === "number" && price >= 0 && price <= highest) return price;
  throw new MassGenError(`The price ${name} must be a number, zero or more, and at most 1e12.`, {
    code: "invalid-option",
    remedy,
  });
}
