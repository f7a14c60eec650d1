import type { Usage } from "@massgen/core";
import type { ModelOverrides, ModelRates } from "@massgen/models";

/** What one request used, and whose it was. */
export interface RequestUsage {
  readonly model: string;
  readonly usage: Usage;
}

/** What requests cost by list prices. The provider's bill may differ. */
export interface SessionCost {
  /** US dollars. */
  readonly dollars: number;
  /** Requests to models without a list price, which are not in `dollars`. */
  readonly unpriced: number;
  /** Who says what the tokens cost: URLs, or `your configuration`. */
  readonly sources: readonly string[];
}

/** Sums are rounded to a billionth of a dollar, which takes the error of binary fractions out. */
const precision = 1e9;

/**
 * Estimates what requests cost, each at the rates of today for its size. Models that the catalogue and the configuration
 * lack have no price here: a server of one's own may call its model like one that is sold elsewhere.
 *
 * @returns undefined where no request has a price.
 */
export async function costOf(
  requests: readonly RequestUsage[],
  overrides: ModelOverrides | undefined,
): Promise<SessionCost | undefined> {
  if (requests.length === 0) return undefined;
  const { describeModel, priceAt, ratesOf } = await import("@massgen/models");
  const known = new Map<string, ModelRates | undefined>();
  for (const { model } of requests) {
    if (known.has(model)) continue;
    const isListed = describeModel(model, { overrides }).price.evidence !== "unknown";
    known.set(model, isListed ? await ratesOf(model, { overrides }) : undefined);
  }
  const sources = new Set<string>();
  let dollars = 0;
  let unpriced = 0;
  for (const { model, usage } of requests) {
    const rates = known.get(model);
    const total = rates === undefined ? Number.NaN : priceAt(rates, usage).total;
    if (rates !== undefined && total >= 0) {
      dollars += total;
      sources.add(rates.source);
    } else {
      unpriced += 1;
    }
  }
  if (unpriced === requests.length) return undefined;
  return { dollars: Math.round(dollars * precision) / precision, unpriced, sources: [...sources] };
}
