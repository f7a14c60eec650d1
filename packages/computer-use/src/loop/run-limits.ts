import { MassGenError } from "@massgen/core";
import { RunEnded, type RunEnding } from "./run-ending.ts";
import type { ComputerBudget } from "./run-options.ts";

/** A budget with its defaults; what has no limit is `Infinity`. */
export type RunLimits = Required<ComputerBudget>;

/** @throws MassGenError where a limit is no number of 0 or more, or the steps are no whole one. */
export function limitsOf({ steps = 100, milliseconds = 30 * 60_000, cost }: ComputerBudget = {}): RunLimits {
  const limits = { steps, milliseconds, cost: cost ?? Number.POSITIVE_INFINITY };
  for (const [name, value] of Object.entries(limits)) {
    if (typeof value === "number" && value >= 0) continue;
    throw new MassGenError(`The budget's ${name} is no number of 0 or more.`, {
      code: "invalid-budget",
      remedy: "Give a number, or leave it out for the default.",
    });
  }
  if (!Number.isInteger(steps) && steps !== Number.POSITIVE_INFINITY) {
    throw new MassGenError("The budget's steps are no whole number.", {
      code: "invalid-budget",
      remedy: "Give a whole number, or leave it out for the default.",
    });
  }
  return limits;
}

/** What a run has spent; `cost` is `undefined` where the price of something is unknown. */
export interface Spent {
  readonly steps: number;
  readonly milliseconds: number;
  readonly cost: number | undefined;
}

/** @throws RunEnded where the next request would go beyond the budget. */
export function checkLimits(limits: RunLimits, spent: Spent): void {
  if (spent.milliseconds >= limits.milliseconds) throw new RunEnded(timeIsUp(limits));
  if (spent.steps >= limits.steps) {
    throw new RunEnded({
      status: "budget",
      reason: `The ${limits.steps} steps of the budget are spent.`,
      budget: "steps",
    });
  }
  if (limits.cost === Number.POSITIVE_INFINITY) return;
  if (spent.cost === undefined) {
    throw new RunEnded({
      status: "failure",
      reason: `What ${spent.steps === 0 ? "was asked so far" : `step ${spent.steps} or one before it`} cost is not known, so that the budget cannot be kept.`,
      fault: { source: "program", code: "unknown-price" },
    });
  }
  if (spent.cost >= limits.cost) {
    throw new RunEnded({ status: "budget", reason: `The $${limits.cost} of the budget are spent.`, budget: "cost" });
  }
}

export function timeIsUp({ milliseconds }: RunLimits): RunEnding {
  return { status: "budget", reason: `The ${milliseconds / 1000} s of the budget are spent.`, budget: "time" };
}
