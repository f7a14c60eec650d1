import type {
  ComputerModel,
  ComputerModelSession,
  ComputerTask,
  ComputerTurn,
  Decision,
  FramePreference,
  ModelStep,
  Usage,
} from "@massgen/core";
import { MassGenError } from "@massgen/core";

/** What a scripted model does in one turn: a decision, with the tokens that it is said to have taken. */
export type ScriptedStep = Decision & { readonly usage?: Usage };

/** A list of steps in order, or a function of the turn and its place, from 0; a function may throw. */
export type ComputerScript = readonly ScriptedStep[] | ((turn: ComputerTurn, index: number) => ScriptedStep);

export interface ScriptedComputerModelOptions {
  /** Default `scripted/model`. */
  readonly name?: string;
  /** Default 1440 × 900, in whatever format is fastest to take. */
  readonly frame?: FramePreference;
}

/** A model of a script instead of a model. */
export interface ScriptedComputerModel extends ComputerModel {
  /** What it was shown, in order, in all of its sessions. */
  readonly turns: readonly ComputerTurn[];
  /** What its sessions began with. */
  readonly tasks: readonly ComputerTask[];
}

/**
 * Makes a computer model that decides by a script, for tests and for trying out a computer without an endpoint. After
 * its last step it finishes with `failure`.
 */
export function createScriptedComputerModel(
  script: ComputerScript,
  options: ScriptedComputerModelOptions = {},
): ScriptedComputerModel {
  const { name = "scripted/model", frame = { width: 1440, height: 900 } } = options;
  const turns: ComputerTurn[] = [];
  const tasks: ComputerTask[] = [];
  const play = typeof script === "function" ? script : (_turn: ComputerTurn, index: number) => script[index] ?? over;
  return {
    name,
    model: name.slice(name.indexOf("/") + 1),
    frame,
    turns,
    tasks,
    start(task) {
      tasks.push(task);
      return startSession(task.past?.length ?? 0, play, turns);
    },
  };
}

const over: Decision = { type: "finish", status: "failure", answer: "The script has no further step." };

function startSession(
  first: number,
  play: (turn: ComputerTurn, index: number) => ScriptedStep,
  turns: ComputerTurn[],
): ComputerModelSession {
  let index = first;
  return {
    async decide(turn, { signal } = {}): Promise<ModelStep> {
      signal?.throwIfAborted();
      turns.push(turn);
      const step = play(turn, index);
      if (typeof step !== "object" || step === null || typeof step.type !== "string") throw noStep(index);
      index += 1;
      const { usage, ...decision } = step;
      return { decision, output: { scripted: decision }, requests: 1, ...(usage && { usage }) };
    },
  };
}

function noStep(index: number): MassGenError {
  return new MassGenError(`The script gave no step for turn ${index + 1}.`, {
    code: "invalid-script",
    remedy: 'Return a decision, e.g. { type: "finish", status: "success", answer: "" }.',
  });
}
