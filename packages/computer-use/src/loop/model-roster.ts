import {
  BackendError,
  type ComputerModel,
  type ComputerModelSession,
  type ComputerTask,
  type ComputerTurn,
  MassGenError,
  type ModelStep,
  type PastStep,
} from "@massgen/core";
import { anotherMayDo } from "./faults.ts";
import type { RunContext } from "./run-context.ts";
import type { PricedStep } from "./run-options.ts";
import { tellStory } from "./story.ts";
import { within } from "./within.ts";

export interface RosterSettings {
  readonly models: readonly ComputerModel[];
  readonly task: Pick<ComputerTask, "task" | "computer">;
  readonly context: RunContext;
  /** US dollars, where prices are known. */
  readonly costOf: (step: PricedStep) => number | undefined;
}

/** A step, and the model that made it. */
interface MadeStep extends ModelStep {
  readonly model: ComputerModel;
  readonly turn: ComputerTurn;
  readonly durationMilliseconds: number;
}

/** The models of a run: one is at work, and where it cannot be had the next takes over. */
export interface ModelRoster {
  /** Goes on with the session of an earlier run. @returns whether that was possible. */
  goOn(name: string, story: string | undefined, past: readonly PastStep[]): boolean;
  /** @throws what the last model threw; the signal's reason. */
  decide(step: number, turn: ComputerTurn): Promise<MadeStep>;
}

interface AtWork {
  readonly model: ComputerModel;
  readonly session: ComputerModelSession;
  /** Whether it has made a step. */
  begun: boolean;
}

export function createModelRoster({ models, task, context, costOf }: RosterSettings): ModelRoster {
  const { signal, tally, tell, writer, clock } = context;
  let place = 0;
  let atWork: AtWork | undefined;

  const begin = (model: ComputerModel, reason: string | undefined): AtWork => {
    const steps = context.progress.story;
    const told = steps.length === 0 ? undefined : tellStory(steps);
    const session = model.start({ ...task, ...(told !== undefined && { story: told }) });
    tally.addModel(model.name, model.promptSource);
    writer.write({
      type: "session",
      model: model.name,
      ...(reason !== undefined && { reason }),
      ...(told !== undefined && { story: told }),
      ...promptSourceOf(model),
    });
    return { model, session, begun: false };
  };

  const promptSourceOf = ({ promptSource }: ComputerModel) => (promptSource === undefined ? {} : { promptSource });

  const addFailure = (model: string, { code, usage, requests = 1 }: BackendError, milliseconds: number) => {
    if (usage === undefined && requests <= 1) return;
    // What reports no tokens, as a server that could not be reached, is free unless the price says otherwise.
    const cost = costOf({ model, usage, milliseconds }) ?? (usage === undefined ? 0 : undefined);
    const spent = { ...(usage && { usage }), requests, ...(cost !== undefined && { cost }) };
    tally.addFailure({ ...spent, durationMilliseconds: milliseconds });
    writer.write({ type: "failure", model, code, ...spent, durationMilliseconds: milliseconds });
  };

  return {
    goOn(name, told, past) {
      const index = models.findIndex((model) => model.name === name);
      const model = models[index];
      if (model === undefined) return false;
      try {
        const session = model.start({ ...task, ...(told !== undefined && { story: told }), past });
        atWork = { model, session, begun: past.length > 0 };
      } catch (error) {
        if (!MassGenError.isInstance(error)) throw error;
        return false;
      }
      place = index;
      tally.addModel(name, model.promptSource);
      writer.write({ type: "session", model: name, continued: true, ...promptSourceOf(model) });
      return true;
    },
    async decide(step, turn) {
      let reason: string | undefined;
      for (;;) {
        const model = models[place];
        if (model === undefined) throw new RangeError("No model is left.");
        let started = clock();
        try {
          atWork ??= begin(model, reason);
          const working = atWork;
          const { outcome, ...first } = turn;
          const shown = working.begun && outcome !== undefined ? turn : first;
          tell({ type: "step-start", step, model: model.name });
          started = clock();
          const made = await within(signal, () => working.session.decide(shown, { signal }));
          working.begun = true;
          return { ...made, model, turn: shown, durationMilliseconds: clock() - started };
        } catch (error) {
          signal.throwIfAborted();
          if (BackendError.isInstance(error)) addFailure(model.name, error, clock() - started);
          const next = models[place + 1];
          const unfit = atWork === undefined && MassGenError.isInstance(error);
          if (next === undefined || !(unfit || anotherMayDo(error))) throw error;
          reason = MassGenError.isInstance(error) ? error.problem : "";
          tell({ type: "model-change", step, from: model.name, to: next.name, reason });
          place += 1;
          atWork = undefined;
        }
      }
    },
  };
}
