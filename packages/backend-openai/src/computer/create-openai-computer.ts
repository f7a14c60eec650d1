import { type ComputerModel, type ComputerTurn, MassGenError } from "@massgen/core";
import { createOpenai } from "../create-openai.ts";
import { createComputerSession } from "./computer-session.ts";
import { readModelOutput } from "./model-output.ts";
import { type OpenaiComputerSettings, resolveComputerSettings } from "./openai-computer-settings.ts";

/**
 * Makes a model that uses a computer with OpenAI's computer tool. Nothing is sent before the first turn. Its sessions
 * hold the conversation themselves; the provider stores nothing unless `store` is set.
 *
 * Its name is that of the backend, e.g. `openai/gpt-5.5`.
 *
 * @throws MassGenError `invalid-option`
 */
export function createOpenaiComputer(settings: OpenaiComputerSettings): ComputerModel {
  const resolved = resolveComputerSettings(settings);
  const backend = createOpenai(settings);
  const { name, model } = backend;
  return {
    name,
    model,
    frame: resolved.frame,
    start(task) {
      const past = (task.past ?? []).map(({ turn, output }, index) => {
        checkFrame(turn, index + 1);
        return { turn, output: readModelOutput(output, index + 1) };
      });
      return createComputerSession(task, past, { backend, settings: resolved });
    },
  };
}

/** Pictures are easily lost where turns are kept as JSON. */
function checkFrame({ observation }: ComputerTurn, step: number): void {
  if (observation.frame.data instanceof Uint8Array) return;
  throw new MassGenError(`The frame of past step ${step} has no data.`, {
    code: "invalid-past",
    remedy: "Read the pictures back into the turns, as bytes.",
  });
}
