import type { ComputerEvent, ComputerResult } from "@massgen/core";
import { runComputerTask } from "../loop/run-computer-task.ts";
import type { ComputerRun, ComputerRunOptions } from "../loop/run-options.ts";
import { createSimulatedComputer, type SimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";
import { type ScriptedDecisions, type ScriptedTurn, scriptedDecisions } from "./scripted-decisions.ts";

/** Actions on the simulated computer's own page. */
export const clickOk = { type: "click", x: 60, y: 35 } as const;
export const clickField = { type: "click", x: 60, y: 80 } as const;
export const act = (...actions: readonly (typeof clickOk | typeof clickField)[]) => ({ type: "act", actions }) as const;

export interface ScriptedRun {
  readonly run: ComputerRun;
  readonly computer: SimulatedComputer;
  readonly model: ScriptedDecisions;
  /** Its events once it is over, and its result. */
  over(): Promise<{ readonly events: readonly ComputerEvent[]; readonly result: ComputerResult }>;
}

/** Begins a run of a script on a simulated computer. */
export function runScripted(
  script: readonly ScriptedTurn[],
  options: Partial<ComputerRunOptions> & { readonly on?: SimulatedComputer } = {},
): ScriptedRun {
  const { on: computer = createSimulatedComputer(), ...rest } = options;
  const model = scriptedDecisions(script);
  const models = rest.models === undefined ? { model } : {};
  const run = runComputerTask({ task: "Do it.", computer, clock: () => 0, ...models, ...rest });
  return {
    run,
    computer,
    model,
    async over() {
      const events: ComputerEvent[] = [];
      for await (const event of run) events.push(event);
      return { events, result: await run.result };
    },
  };
}

/** Reads events until one is of a type. */
export async function until(run: ComputerRun, type: ComputerEvent["type"]): Promise<ComputerEvent> {
  for await (const event of run) if (event.type === type) return event;
  throw new Error(`There was no ${type}.`);
}
