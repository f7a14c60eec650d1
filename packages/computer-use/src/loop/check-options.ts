import { type ComputerModel, MassGenError } from "@massgen/core";
import { limitsOf, type RunLimits } from "./run-limits.ts";
import type { ComputerRunOptions } from "./run-options.ts";

export interface CheckedOptions {
  readonly models: readonly ComputerModel[];
  readonly limits: RunLimits;
  readonly maximumInvalid: number;
}

/** @throws MassGenError where a run cannot be begun so. */
export function checkOptions(options: ComputerRunOptions): CheckedOptions {
  const { task, model, models: listed, budget, priceOf, log, resume, maximumInvalid = 3 } = options;
  if (typeof task !== "string" || task.trim() === "") {
    throw refusal("There is no task.", "missing-task", "Say in `task` what is to be done.");
  }
  if ((model === undefined) === (listed === undefined)) {
    throw refusal("A run needs either one model or a list of them.", "missing-model", "Give `model` or `models`.");
  }
  const models = model === undefined ? [...(listed ?? [])] : [model];
  if (models.length === 0) throw refusal("The list of models is empty.", "missing-model", "Give one at least.");
  if (new Set(models.map(({ name }) => name)).size < models.length) {
    throw refusal("A model is listed twice.", "duplicate-model", "List each model once.");
  }
  if (log !== undefined && resume !== undefined && log !== resume) {
    throw refusal("A run goes on in the log that it is taken up from.", "two-logs", "Leave `log` out.");
  }
  if (!Number.isInteger(maximumInvalid) || maximumInvalid < 1) {
    throw refusal("`maximumInvalid` is no whole number of 1 or more.", "invalid-option", "Leave it out for 3.");
  }
  const limits = limitsOf(budget);
  if (limits.cost !== Number.POSITIVE_INFINITY) {
    for (const { name } of models) {
      const price = priceOf?.({ model: name, usage: { inputTokens: 0, outputTokens: 0 }, milliseconds: 0 });
      if (price !== undefined) continue;
      throw refusal(
        `The budget has a cost, and what ${name} costs is not known.`,
        "unknown-price",
        "Give its price with `priceOf`, or a budget of steps and time.",
      );
    }
  }
  return { models, limits, maximumInvalid };
}

function refusal(problem: string, code: string, remedy: string): MassGenError {
  return new MassGenError(problem, { code, remedy });
}
