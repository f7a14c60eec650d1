import type { ComputerModel, FramePreference } from "@massgen/core";
import type { ModelOverrides } from "@massgen/models";
import { apiKeyFor, defaultKeyVariable, parseKeyVariable } from "../backend-options/api-key.ts";
import { openaiURL, parseBaseURL } from "../backend-options/base-url.ts";
import { readInstructions } from "../backend-options/read-instructions.ts";
import { readRegularFile } from "../conversation-file/read-regular-file.ts";
import { inputError } from "../input-error.ts";
import { chooseDialect, type SpokenDialect } from "./choose-dialect.ts";
import { chooseFara } from "./choose-fara.ts";
import type { ComputerCommandOptions } from "./computer-command.ts";
import { type ModelWord, parseModelWord } from "./model-word.ts";
import { pruneScreenshots } from "./prune-screenshots.ts";
import { readEndpoint } from "./read-endpoint.ts";

/** A model, and what it was chosen by. */
export interface ChosenModel {
  readonly model: ComputerModel;
  /** `script` where decisions are played from a file. */
  readonly dialect: SpokenDialect | "script";
  /** Address of its endpoint; empty for a script. */
  readonly baseURL: string;
}

/** Which options say what models there are. */
export type ModelChoiceOptions = Pick<
  ComputerCommandOptions,
  "model" | "baseUrl" | "apiKeyEnv" | "dialect" | "endpoint" | "systemPrompt" | "instructions"
>;

export interface ChooseModelsSettings {
  readonly environment: NodeJS.ProcessEnv;
  readonly overrides: ModelOverrides | undefined;
}

/**
 * Makes the models of a run, in order of preference. The library for each is loaded only here.
 *
 * @throws MassGenError `invalid-input`, and what the models' own settings are refused for.
 */
export async function chooseModels(
  options: ModelChoiceOptions,
  settings: ChooseModelsSettings,
): Promise<readonly ChosenModel[]> {
  const chosen: ChosenModel[] = [];
  for (const word of await modelWords(options, settings.environment)) {
    chosen.push(word.kind === "script" ? await playScript(word.path) : await chooseModel(word, options, settings));
  }
  return toldApart(chosen);
}

/**
 * The models that are named: by options, by the endpoint's file, or in the environment.
 *
 * @throws MassGenError `invalid-input`
 */
export async function modelWords(
  { model, endpoint }: Pick<ModelChoiceOptions, "model" | "endpoint">,
  environment: NodeJS.ProcessEnv,
): Promise<readonly ModelWord[]> {
  const file = model === undefined && endpoint !== undefined ? await readEndpoint(endpoint) : undefined;
  const texts = model ?? [file?.model ?? environment.MASSGEN_MODEL ?? ""].filter((text) => text !== "");
  if (texts.length > 0) return texts.map(parseModelWord);
  throw inputError("No model is named.", "Pass --model: gpt-5.5, fara-7b or script:steps.json.");
}

/**
 * The frame that suits the models of a run: of the first that needs its own. OpenAI's take any.
 */
export function chooseFrame(models: readonly ChosenModel[]): FramePreference {
  const [first] = models;
  if (first === undefined) throw new Error("A run has one model at least.");
  const picky = models.find(({ dialect }) => dialect !== "computer" && dialect !== "computer-use-preview");
  return (picky ?? first).model.frame;
}

async function playScript(path: string): Promise<ChosenModel> {
  const bytes = await readRegularFile(path, { limit: 16 * 1024 * 1024, purpose: "a script" });
  return scriptedModel(bytes.toString("utf8"), path);
}

/**
 * A model that plays the decisions of a script.
 *
 * @param source - named in errors.
 * @throws MassGenError `invalid-script`
 */
export async function scriptedModel(script: string, source: string): Promise<ChosenModel> {
  const { createScriptedComputerModel, readComputerScript } = await import("@massgen/testing");
  const { steps, options } = readComputerScript(script, source);
  return { model: createScriptedComputerModel(steps, options), dialect: "script", baseURL: "" };
}

/**
 * Makes a model at an endpoint.
 *
 * @throws MassGenError `invalid-input`, and what the model's own settings are refused for.
 */
export async function chooseModel(
  { model, baseURL: own }: Extract<ModelWord, { kind: "model" }>,
  options: ModelChoiceOptions,
  { environment, overrides }: ChooseModelsSettings,
): Promise<ChosenModel> {
  const dialect = await chooseDialect(model, options.dialect, overrides);
  const { endpoint, ...others } = options;
  // The key in an endpoint's file is for that endpoint alone.
  const place = own === undefined ? options : { ...others, baseUrl: own };
  if (dialect === "fara-7b" || dialect === "fara-1.5") {
    const { createFara } = await import("@massgen/backend-fara");
    const { settings } = await chooseFara({ ...place, model }, environment);
    const generation = dialect === "fara-7b" ? "7b" : "1.5";
    return { model: createFara({ ...settings, generation }), dialect, baseURL: settings.baseURL ?? "" };
  }
  const file = own !== undefined || endpoint === undefined ? undefined : await readEndpoint(endpoint);
  const typed = own ?? options.baseUrl;
  const baseURL =
    typed === undefined
      ? (file?.baseURL ?? parseBaseURL(environment.OPENAI_BASE_URL || openaiURL, "OPENAI_BASE_URL"))
      : parseBaseURL(typed);
  const keyVariable = parseKeyVariable(options.apiKeyEnv ?? defaultKeyVariable);
  const apiKey = file?.apiKey ?? apiKeyFor({ baseURL, keyVariable }, environment) ?? "massgen-needs-no-key";
  const { createOpenaiComputer } = await import("@massgen/backend-openai");
  const instructions = options.instructions && (await readInstructions(options.instructions));
  return {
    model: createOpenaiComputer({
      model,
      baseURL,
      dialect,
      apiKey,
      prune: pruneScreenshots,
      ...(instructions && { instructions }),
    }),
    dialect,
    baseURL,
  };
}

/** The same model at two endpoints bears the endpoint in its name. */
function toldApart(chosen: readonly ChosenModel[]): readonly ChosenModel[] {
  const isShared = (name: string) => chosen.filter(({ model }) => model.name === name).length > 1;
  const named = chosen.map((each) => {
    const { model, baseURL } = each;
    if (baseURL === "" || !isShared(model.name)) return each;
    const { promptSource } = model;
    const renamed: ComputerModel = {
      name: `${model.name} at ${new URL(baseURL).host}`,
      model: model.model,
      frame: model.frame,
      start: (task) => model.start(task),
      ...(promptSource !== undefined && { promptSource }),
    };
    return { ...each, model: renamed };
  });
  const names = named.map(({ model }) => model.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw inputError(`${twice} is named twice.`, "Name each model once.");
  return named;
}
