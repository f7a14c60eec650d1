import { type ComputerTurn, MassGenError } from "@massgen/core";
import { isDecision } from "./is-decision.ts";
import type { ModelRoster } from "./model-roster.ts";
import type { Decided, RunContext } from "./run-context.ts";
import type { RecordedTurn } from "./run-log.ts";
import type { PricedStep } from "./run-options.ts";
import { type View, withoutNews } from "./view.ts";

export interface AskSettings {
  readonly roster: ModelRoster;
  /** US dollars, where prices are known. */
  readonly costOf: (step: PricedStep) => number | undefined;
}

/**
 * Shows a model what there is to see, and keeps what it decides.
 *
 * @throws MassGenError where it decided nothing that there is; what the last model threw.
 */
export async function askModel(view: View, { roster, costOf }: AskSettings, context: RunContext): Promise<Decided> {
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
  if (!isDecision(decision)) {
    throw new MassGenError(`What ${model.name} decided at step ${step} is no decision.`, {
      code: "invalid-decision",
      remedy: "Correct the model's dialect: what makes no sense is a decision of the type invalid.",
    });
  }
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
  return { step, decision, view };
}

function recorded({ observation: _, ...rest }: ComputerTurn, { number, again }: View): RecordedTurn {
  return { ...rest, frame: number, ...(again && { again }) };
}
