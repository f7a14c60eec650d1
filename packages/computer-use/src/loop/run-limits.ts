import { MassGenError } from "@massgen/core";
import { RunEnded, type RunEnding } from "./run-ending.ts";
import type { ComputerBudget } from "./run-options.ts";

/** A budget with its defaults; what has no limit is `Infinity`. */
export type RunLimits = Required<ComputerBudget>;

/** @throws MassGenError where a limit is no number of 0 or more. */
export function limitsOf({ steps = 100, milliseconds = 30 * 60_000, cost }: ComputerBudget = {}): RunLimits {
  const limits = { steps, milliseconds, cost: cost ?? Number.POSITIVE_INFINITY };
  for (const [name, value] of Object.entries(limits)) {
    if (typeof value === "number" && value >= 0) continue;
    throw new MassGenError(`The budget's ${name} is no number of 0 or more.`, {
      code: "invalid-budget",
      remedy: "Give a number, or leave it out for the default.",
    });
  }
  return limits;
}

/** @throws RunEnded where the next request would go beyond the budget. */
export function checkLimits(limits: RunLimits, spent: Readonly<Record<keyof RunLimits, number>>): void {
  if (spent.milliseconds >= limits.milliseconds) throw new RunEnded(timeIsUp(limits));
  if (spent.steps >= limits.steps) {
    throw new RunEnded({
      status: "budget",
      reason: `The ${limits.steps} steps of the budget are spent.`,
      budget: "steps",
    });
  }
  if (spent.cost >= limits.cost) {
    throw new RunEnded({ status: "budget", reason: `The $${limits.cost} of the budget are spent.`, budget: "cost" });
  }
}

export function timeIsUp({ milliseconds }: RunLimits): RunEnding {
  return { status: "budget", reason: `The ${milliseconds / 1000} s of the budget are spent.`, budget: "time" };
}
