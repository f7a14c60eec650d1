import type { PricedStep } from "@massgen/computer-use";
import type { ModelOverrides } from "@massgen/models";
import type { ChosenModel } from "./choose-models.ts";

const hour = 3_600_000;

/**
 * What a step costs: tokens at the rates that are known, or time on the user's own GPU.
 *
 * @param gpuPrice - US dollars an hour.
 * @returns undefined where no model of the run has a price.
 */
export async function priceSteps(
  models: readonly ChosenModel[],
  gpuPrice: number | undefined,
  overrides: ModelOverrides | undefined,
): Promise<((step: PricedStep) => number | undefined) | undefined> {
  const { describeModel, priceAt, ratesOf } = await import("@massgen/models");
  const prices = new Map<string, (step: PricedStep) => number | undefined>();
  for (const { model, dialect } of models) {
    if (dialect === "script") {
      prices.set(model.name, () => 0);
      continue;
    }
    const isListed = describeModel(model.model, { overrides }).price.evidence !== "unknown";
    const rates = isListed ? await ratesOf(model.model, { overrides }) : undefined;
    if (rates !== undefined) {
      prices.set(model.name, ({ usage }) => usage && priceAt(rates, usage).total);
    } else if (gpuPrice !== undefined) {
      prices.set(model.name, ({ milliseconds }) => (milliseconds / hour) * gpuPrice);
    }
  }
  return prices.size === 0 ? undefined : (step) => prices.get(step.model)?.(step);
}
