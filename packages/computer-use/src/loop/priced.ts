import type { FailureRecord, StepRecord } from "./run-log.ts";
import type { PricedStep } from "./run-options.ts";

/** What an earlier part of a run spent, with its price where only this part knows prices. */
export function priced<Spent extends StepRecord | FailureRecord>(
  spent: Spent,
  costOf: (step: PricedStep) => number | undefined,
): Spent {
  if (typeof spent.cost === "number") return spent;
  const cost = costOf({ model: spent.model, usage: spent.usage, milliseconds: spent.durationMilliseconds });
  return cost === undefined ? spent : { ...spent, cost };
}
