import type { ComputerModel } from "@massgen/core";
import { askModel } from "./ask-model.ts";
import { followDecision } from "./follow-decision.ts";
import { createModelRoster } from "./model-roster.ts";
import type { PastRun } from "./past-run.ts";
import type { RunContext } from "./run-context.ts";
import { checkLimits, type RunLimits } from "./run-limits.ts";
import type { ComputerRunLog } from "./run-log.ts";
import type { PricedStep } from "./run-options.ts";
import { createRunWatch } from "./run-watch.ts";
import { takeUp } from "./take-up.ts";
import type { View } from "./view.ts";

export interface LoopSettings {
  readonly task: string;
  readonly models: readonly ComputerModel[];
  readonly limits: RunLimits;
  /** US dollars, where prices are known. */
  readonly costOf: (step: PricedStep) => number | undefined;
  readonly maximumInvalid: number;
  /** An earlier part of the run, with the log that tells of it. */
  readonly earlier: { readonly past: PastRun; readonly log: ComputerRunLog } | undefined;
}

/**
 * Asks models and does what they decide until the run ends.
 *
 * @throws RunEnded in the end; what a computer, a model or a log threw.
 */
export async function runLoop(settings: LoopSettings, context: RunContext): Promise<never> {
  const { task, models, limits, costOf, maximumInvalid, earlier } = settings;
  const { computer, control, questions, progress, stopwatch, tally } = context;
  const watch = createRunWatch(maximumInvalid);
  const roster = createModelRoster({ models, task: { task, computer: computer.capabilities }, context, costOf });
  const asking = { roster, costOf };

  let view: View | undefined = await context.look();
  let pending = earlier && (await takeUp(earlier.past, earlier.log, roster, context, view));
  const early = questions.open();
  if (early !== undefined) progress.remark(`The user says: ${early}`);
  for (;;) {
    if (pending === undefined) {
      await control.pass();
      if (view === undefined || control.takenOver) view = await context.look();
      checkLimits(limits, { steps: tally.steps, milliseconds: stopwatch.elapsed(), cost: tally.cost });
      pending = await askModel(view, asking, context);
    }
    await control.pass();
    const followed = await followDecision(pending, context);
    progress.conclude(pending.step, followed.outcome, followed.durationMilliseconds);
    const remark = watch.step(pending, followed);
    if (remark !== undefined) progress.remark(remark);
    view = followed.view;
    pending = undefined;
  }
}
