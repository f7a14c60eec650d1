import type { NativeCompactionMode } from "@massgen/core";
import { assumed, documented, type Fact, unknown } from "../fact.ts";
import type { BenchmarkScore, ComputerUse, Modality, ModelEntry, Precision } from "../model-entry.ts";

/** What differs between models that one runs oneself. */
interface LocalModel {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly provider: string;
  readonly family: string;
  readonly contextWindow: Fact<number>;
  readonly maximumOutputTokens?: Fact<number>;
  readonly inputModalities: Fact<readonly Modality[]>;
  readonly reasoning: Fact<boolean>;
  readonly computer?: ComputerUse;
  readonly scores?: readonly BenchmarkScore[];
  readonly licence: Fact<string>;
  readonly parameters: Fact<number>;
  readonly memoryNeeded?: Partial<Record<Precision, Fact<number>>>;
}

/** An entry for a model with published weights. */
export function localModel(model: LocalModel): ModelEntry {
  const { aliases = [], computer = noComputer, scores = [], memoryNeeded, parameters, ...facts } = model;
  return {
    maximumOutputTokens: unknown("the server decides, within the window"),
    ...facts,
    aliases,
    maximumInputTokens: unknown("no cap of its own, within the window"),
    outputModalities: documented(["text"], model.inputModalities.source),
    compaction: noCompaction,
    computer,
    scores,
    parameters,
    memoryNeeded: memoryNeeded ?? weightsAt16Bits(parameters),
    hosting: documented("self-hosted", model.inputModalities.source),
    price: assumed({ kind: "none" }, "whoever runs it pays for the machine, not by the token"),
  };
}

/** Memory for the weights alone, two bytes each; the context's cache comes on top. */
export function weightsAt16Bits(parameters: Fact<number>): Partial<Record<Precision, Fact<number>>> {
  if (parameters.value === undefined) return {};
  const gigabytes = Math.round((parameters.value * 2) / 1e8) / 10;
  return { bf16: assumed(gigabytes, "parameters times 2 bytes: weights alone, without the context's cache") };
}

/** Size of Ollama's default download, with four bits or so a weight, which is the least that the weights take. */
export function ollamaDownload(
  gigabytes: number,
  source = "https://github.com/ollama/ollama#model-library",
): Fact<number> {
  return documented(gigabytes, `${source} (size of the download: weights alone)`);
}

const noCompaction = {
  endpoint: assumed(false, "OpenAI's own; no server for published weights is known to have it"),
  trigger: assumed(false, "OpenAI's own; no server for published weights is known to have it"),
  server: assumed(false, "OpenAI's own; no server for published weights is known to have it"),
} satisfies Record<NativeCompactionMode, Fact<boolean>>;

const noComputer: ComputerUse = {
  dialect: assumed("none", "not trained for it, as far as its model card says"),
  coordinates: unknown("does not drive a computer"),
  frame: unknown("does not drive a computer"),
};
