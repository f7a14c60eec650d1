import type { FaraEndpoint } from "@massgen/backend-fara";
import type { ComputerModel } from "@massgen/core";
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
  const { environment } = settings;
  const endpoint = options.endpoint === undefined ? undefined : await readEndpoint(options.endpoint);
  const words = (options.model ?? [endpoint?.model ?? environment.MASSGEN_MODEL ?? ""]).map((text) => {
    if (text !== "") return parseModelWord(text);
    throw inputError("No model is named.", "Pass --model: gpt-5.5, fara-7b or script:steps.json.");
  });
  const chosen: ChosenModel[] = [];
  for (const word of words) {
    chosen.push(
      word.kind === "script" ? await playScript(word.path) : await makeModel(word, options, settings, endpoint),
    );
  }
  const names = chosen.map(({ model }) => model.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw inputError(`${twice} is named twice.`, "Name each model once.");
  return chosen;
}

async function playScript(path: string): Promise<ChosenModel> {
  const bytes = await readRegularFile(path, { limit: 16 * 1024 * 1024, purpose: "a script" });
  const { createScriptedComputerModel, readComputerScript } = await import("@massgen/testing");
  const { steps, options } = readComputerScript(bytes.toString("utf8"), path);
  return { model: createScriptedComputerModel(steps, options), dialect: "script", baseURL: "" };
}

async function makeModel(
  { model, baseURL: own }: Extract<ModelWord, { kind: "model" }>,
  options: ModelChoiceOptions,
  { environment, overrides }: ChooseModelsSettings,
  endpoint: FaraEndpoint | undefined,
): Promise<ChosenModel> {
  const dialect = await chooseDialect(model, options.dialect, overrides);
  if (dialect === "fara-7b" || dialect === "fara-1.5") {
    const { createFara } = await import("@massgen/backend-fara");
    const place = own === undefined ? options : { ...options, baseUrl: own };
    const { settings } = await chooseFara({ ...place, model }, environment);
    const generation = dialect === "fara-7b" ? "7b" : "1.5";
    return { model: createFara({ ...settings, generation }), dialect, baseURL: settings.baseURL ?? "" };
  }
  const general = options.baseUrl ?? (environment.OPENAI_BASE_URL || openaiURL);
  const baseURL =
    own ?? endpoint?.baseURL ?? parseBaseURL(general, options.baseUrl === undefined ? "OPENAI_BASE_URL" : "--base-url");
  const keyVariable = parseKeyVariable(options.apiKeyEnv ?? defaultKeyVariable);
  const apiKey = endpoint?.apiKey ?? apiKeyFor({ baseURL, keyVariable }, environment) ?? "massgen-needs-no-key";
  const { createOpenaiComputer, pruneScreenshots } = await import("@massgen/backend-openai");
  const instructions = options.instructions && (await readInstructions(options.instructions));
  return {
    model: createOpenaiComputer({
      model,
      baseURL,
      dialect,
      apiKey,
      prune: pruneScreenshots(),
      ...(instructions && { instructions }),
    }),
    dialect,
    baseURL,
  };
}
