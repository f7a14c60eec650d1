import type { ComputerTurn } from "@massgen/core";
import type { ModelRoster } from "./model-roster.ts";
import type { Decided, RunContext } from "./run-context.ts";
import { RunEnded } from "./run-ending.ts";
import type { RecordedTurn } from "./run-log.ts";
import type { PricedStep } from "./run-options.ts";
import { type View, withoutNews } from "./view.ts";

export interface AskSettings {
  readonly roster: ModelRoster;
  /** US dollars, where prices are known. */
  readonly costOf: (step: PricedStep) => number | undefined;
  /** Whether a step whose price is unknown ends the run. */
  readonly priceNeeded: boolean;
}

/**
 * Shows a model what there is to see, and keeps what it decides.
 *
 * @throws RunEnded; what the last model threw.
 */
export async function askModel(
  view: View,
  { roster, costOf, priceNeeded }: AskSettings,
  context: RunContext,
): Promise<Decided> {
  const { progress, tally, tell, writer } = context;
  const step = tally.steps + 1;
  const observation = view.again ? withoutNews(view.observation) : view.observation;
  const { outcome } = progress;
  const { model, turn, decision, output, usage, requests, durationMilliseconds } = await roster.decide(step, {
    observation,
    ...(outcome !== undefined && { outcome }),
    remarks: progress.takeRemarks(),
  });
  const cost = costOf({ model: model.name, usage, milliseconds: durationMilliseconds });
  const spent = { ...(usage && { usage }), ...(cost !== undefined && { cost }), durationMilliseconds };
  tally.addStep({ ...spent, requests });
  writer.write({
    type: "step",
    step,
    model: model.name,
    turn: recorded(turn, view),
    decision,
    output,
    requests,
    ...spent,
  });
  progress.addDecision(step, decision);
  tell({ type: "decision", step, model: model.name, decision, output, ...spent });
  if (priceNeeded && cost === undefined) {
    throw new RunEnded({
      status: "failure",
      reason: `What step ${step} cost is not known, so that the budget cannot be kept.`,
      fault: { source: "program", code: "unknown-price" },
    });
  }
  return { step, decision, view };
}

function recorded({ observation: _, ...rest }: ComputerTurn, { number, again }: View): RecordedTurn {
  return { ...rest, frame: number, ...(again && { again }) };
}
