import type { NativeCompactionMode } from "@massgen/core";
import { assumed, documented, type Fact, unknown } from "../fact.ts";
import type { BenchmarkScore, ComputerUse, Modality, ModelEntry } from "../model-entry.ts";
import type { ModelPrice } from "../prices/model-price.ts";

const compactionGuide = "https://developers.openai.com/api/docs/guides/compaction";
const firstWithComputer = "https://apidog.com/blog/use-gpt-5-4-api/ (gpt-5.4 was the first general model with it)";

/** What differs between OpenAI's models; the rest is the same for all. */
interface OpenaiModel {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly family: string;
  readonly contextWindow: Fact<number>;
  readonly maximumInputTokens?: Fact<number>;
  readonly maximumOutputTokens: Fact<number>;
  readonly inputModalities: Fact<readonly Modality[]>;
  readonly reasoning: Fact<boolean>;
  readonly compaction?: Partial<Record<NativeCompactionMode, Fact<boolean>>>;
  readonly computer?: ComputerUse;
  readonly scores?: readonly BenchmarkScore[];
  readonly price?: Fact<ModelPrice>;
}

/** An entry for one of OpenAI's hosted models. */
export function openaiModel(model: OpenaiModel): ModelEntry {
  const {
    name,
    aliases = [],
    price = libraryPrice(name),
    computer = noComputer,
    scores = [],
    compaction,
    ...facts
  } = model;
  return {
    maximumInputTokens: unknown(),
    ...facts,
    name,
    aliases,
    provider: "openai",
    outputModalities: documented(["text"], "https://developers.openai.com/api/docs/models"),
    compaction: { ...anyModel, ...compaction },
    computer,
    scores,
    licence: documented("proprietary", "https://models.dev (open_weights: false)"),
    parameters: unknown("OpenAI publishes none"),
    memoryNeeded: {},
    hosting: documented("hosted", "https://developers.openai.com/api/docs/models"),
    price,
  };
}

/** A price that the library has, under the model's own name where no other is given. */
function libraryPrice(model: string): Fact<ModelPrice> {
  return documented({ kind: "library", provider: "openai", model }, "https://github.com/pydantic/genai-prices");
}

/** OpenAI's page about one model. */
export function openaiPage(model: string): string {
  return `https://developers.openai.com/api/docs/models/${model}`;
}

/** The models.dev catalogue's file about one of OpenAI's models. */
export function modelsDev(
  model: string,
  folder: "models/openai" | "providers/openai/models" = "models/openai",
): string {
  return `https://github.com/anomalyco/models.dev/blob/dev/${folder}/${model}.toml`;
}

/** The tool `computer`, for a model of which `source` says that it takes it. */
export function computerTool(
  dialect: (value: "computer", source: string) => Fact<"computer">,
  source: string,
): ComputerUse {
  return {
    dialect: dialect("computer", source),
    coordinates: documented("pixels", "https://github.com/openai/openai-cua-sample-app"),
    frame: unknown("OpenAI prescribes none; the tool has no display size"),
  };
}

/** For a model of which nothing was found that says whether it takes the tool. */
export const computerUnknown: ComputerUse = {
  dialect: unknown("not stated on the pages that were read"),
  coordinates: unknown("not stated on the pages that were read"),
  frame: unknown("not stated on the pages that were read"),
};

/** The guide names no models, so each mode is taken to be there until a model's own entry says otherwise. */
const anyModel = {
  endpoint: assumed(true, `${compactionGuide} names no models`),
  trigger: assumed(true, "openai 7.57's types take compaction_trigger with any model"),
  server: assumed(true, `${compactionGuide} names no models`),
} satisfies Record<NativeCompactionMode, Fact<boolean>>;

const noComputer: ComputerUse = {
  dialect: documented("none", firstWithComputer),
  coordinates: unknown("does not drive a computer"),
  frame: unknown("does not drive a computer"),
};
