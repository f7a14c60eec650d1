import type { ComputerModel, ComputerTask, ComputerTurn, Decision, ModelStep, Usage } from "@massgen/core";

/** What a model does in one turn: a decision, something to throw, or a function that may wait. */
export type ScriptedTurn =
  | Decision
  | Error
  | ((turn: ComputerTurn, signal: AbortSignal) => Decision | Promise<Decision>);

export interface ScriptedDecisions extends ComputerModel {
  readonly tasks: readonly ComputerTask[];
  /** Turns it was shown, failed ones included. */
  readonly turns: readonly ComputerTurn[];
}

/** Makes a model that decides what a script says, whatever it sees; after its end it finishes. */
export function scriptedDecisions(
  script: readonly ScriptedTurn[],
  { name = "scripted/one", usage }: { readonly name?: string; readonly usage?: Usage } = {},
): ScriptedDecisions {
  const rest = [...script];
  const tasks: ComputerTask[] = [];
  const turns: ComputerTurn[] = [];
  return {
    name,
    model: name,
    frame: { width: 320, height: 200 },
    tasks,
    turns,
    start(task) {
      tasks.push(task);
      return {
        async decide(turn, options): Promise<ModelStep> {
          turns.push(turn);
          const next = rest.shift() ?? { type: "finish", status: "success", answer: "Done." };
          if (next instanceof Error) throw next;
          const signal = options?.signal ?? new AbortController().signal;
          const decision = typeof next === "function" ? await next(turn, signal) : next;
          return { decision, output: { said: decision.type }, requests: 1, ...(usage && { usage }) };
        },
      };
    },
  };
}

/** Waits for ever, or until the signal is aborted. */
export function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
