import { access } from "node:fs/promises";
import {
  type ChooseModelsSettings,
  type ChosenModel,
  chooseModel,
  type ModelChoiceOptions,
  modelWords,
  scriptedModel,
} from "../computer/choose-models.ts";
import { readRegularFile } from "../conversation-file/read-regular-file.ts";
import { inputError } from "../input-error.ts";
import type { BenchTask } from "./bench-task.ts";

/** A model of a bench. */
export interface Contender {
  /** As the tables have it. */
  readonly model: string;
  /** Host of its endpoint, or `scripted`. */
  readonly endpoint: string;
  /** The model for a task. */
  readonly of: (task: BenchTask) => ChosenModel;
}

/**
 * Makes the models of a bench. `script:NAME` plays each task's own script of that name, and a file where a task has none.
 *
 * @throws MassGenError `invalid-input`, `invalid-script`, and what the models' own settings are refused for.
 */
export async function chooseContenders(
  options: ModelChoiceOptions,
  settings: ChooseModelsSettings,
  tasks: readonly BenchTask[],
): Promise<readonly Contender[]> {
  const contenders: Contender[] = [];
  for (const word of await modelWords(options, settings.environment)) {
    if (word.kind === "script") {
      contenders.push(await playScripts(word.path, tasks));
    } else {
      const chosen = await chooseModel(word, options, settings);
      contenders.push({ model: chosen.model.name, endpoint: new URL(chosen.baseURL).host, of: () => chosen });
    }
  }
  const keys = contenders.map(({ model, endpoint }) => `${model} at ${endpoint}`);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined)
    throw inputError(`${twice} is named twice.`, "Name each model once; --repeat repeats tasks.");
  return contenders;
}

async function playScripts(name: string, tasks: readonly BenchTask[]): Promise<Contender> {
  const scripts = new Map<string, ChosenModel>();
  for (const task of tasks) scripts.set(task.name, await scriptOf(name, task));
  return {
    model: `script:${name}`,
    endpoint: "scripted",
    of: (task) => {
      const script = scripts.get(task.name);
      if (script === undefined) throw new Error(`The task ${task.name} has no script.`);
      return script;
    },
  };
}

async function scriptOf(name: string, task: BenchTask): Promise<ChosenModel> {
  const own = task.scripts.get(name);
  if (own !== undefined && "text" in own) return scriptedModel(own.text, own.source);
  const path = own?.path ?? name;
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (own === undefined && !isThere) {
    throw inputError(
      `The task ${JSON.stringify(task.name)} has no script "${name}", and there is no such file.`,
      "Add it to the task's scripts, or name a file.",
    );
  }
  const bytes = await readRegularFile(path, { limit: 16 * 1024 * 1024, purpose: "a script" });
  return scriptedModel(bytes.toString("utf8"), path);
}
