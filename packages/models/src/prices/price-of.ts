import { MassGenError, type Usage } from "@massgen/core";
import type { ModelEntry } from "../model-entry.ts";
import type { TokenRates } from "./model-price.ts";
import { type ModelRates, type RatesOptions, ratesOf } from "./rates-of.ts";

/** What one request cost, in US dollars. */
export interface RequestPrice {
  readonly total: number;
  /** Input that was neither read from the cache nor written to it. */
  readonly input: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
  readonly output: number;
  /** Rates that applied, for a million tokens. */
  readonly rates: TokenRates;
  /** Whether the dearer rates for long requests applied. */
  readonly longContext: boolean;
  readonly source: ModelRates["source"];
  readonly evidence: ModelRates["evidence"];
}

/** Settings of {@link priceOf}. */
export interface PriceOptions extends RatesOptions {
  /** Tokens of one request, as a backend reports them. Tokens of several requests together make tiers wrong. */
  readonly usage: Usage;
}

/**
 * What a request to a model costs.
 *
 * @returns undefined where nobody charges by the token, or nobody has published what.
 * @throws MassGenError `invalid-usage` where a count is not a number of 0 or more.
 */
export async function priceOf(model: string | ModelEntry, options: PriceOptions): Promise<RequestPrice | undefined> {
  const { inputTokens, cachedInputTokens = 0, cacheWriteTokens = 0, outputTokens } = options.usage;
  for (const [name, tokens] of Object.entries({ inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens })) {
    if (!Number.isFinite(tokens) || tokens < 0) throw invalidUsage(name, tokens);
  }
  const found = await ratesOf(model, options);
  return found === undefined
    ? undefined
    : priceAt(found, { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens });
}

/** What a request costs at known rates: the arithmetic of {@link priceOf}, for whoever prices many requests. */
export function priceAt(found: ModelRates, usage: Usage): RequestPrice {
  const { inputTokens, outputTokens } = usage;
  // Cached tokens are part of the input; a provider that reports more of them than input is held to the input.
  const cachedTokens = Math.min(usage.cachedInputTokens ?? 0, inputTokens);
  const writtenTokens = Math.min(usage.cacheWriteTokens ?? 0, inputTokens - cachedTokens);
  const { above, ...long } = found.longContext ?? { above: Number.POSITIVE_INFINITY, ...found.rates };
  const longContext = inputTokens > above;
  const rates: TokenRates = longContext ? long : found.rates;
  const input = cost(inputTokens - cachedTokens - writtenTokens, rates.input);
  const cachedInput = cost(cachedTokens, rates.cachedInput ?? rates.input);
  const cacheWrite = cost(writtenTokens, rates.cacheWrite ?? rates.input);
  const output = cost(outputTokens, rates.output);
  const total = input + cachedInput + cacheWrite + output;
  const { source, evidence } = found;
  return { total, input, cachedInput, cacheWrite, output, rates, longContext, source, evidence };
}

function cost(tokens: number, perMillion: number): number {
  return (tokens * perMillion) / 1e6;
}

function invalidUsage(name: string, tokens: number): MassGenError {
  return new MassGenError(`usage.${name} is ${String(tokens)}.`, {
    code: "invalid-usage",
    remedy: "Pass a number of 0 or more, as the provider reported it.",
  });
}
