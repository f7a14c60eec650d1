import { assumed, documented, type KnownFact } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { localModel, ollamaDownload, weightsAt16Bits } from "./local-model.ts";

const repository = "https://github.com/meta-llama/llama-models";
const llama32 = `${repository}/blob/main/models/llama3_2/MODEL_CARD.md`;
const llama33 = `${repository}/blob/main/models/llama3_3/MODEL_CARD.md`;
const llama4 = `${repository}/blob/main/models/llama4/MODEL_CARD.md`;

const parameters8b = documented(8e9, repository);
const parameters70b = documented(70e9, llama33);
const parametersScout = documented(109e9, `${llama4} (17 billion of them active)`);

/** One of the two Llama 3.2 for text; those that see images have other sizes. */
function llama32Text(size: string, parameters: KnownFact<number>, download: number, aliases: readonly string[] = []) {
  return localModel({
    name: `llama-3.2-${size}`,
    aliases: [...aliases, `llama3.2-${size}`, `llama-3.2-${size}-instruct`, `llama3.2-${size}-instruct`],
    provider: "meta",
    family: "llama-3",
    contextWindow: documented(128_000, `${llama32} (128k)`),
    inputModalities: documented(["text"], llama32),
    reasoning: documented(
      false,
      `https://github.com/anomalyco/models.dev/blob/dev/models/meta/llama-3.2-${size}-instruct.toml`,
    ),
    licence: documented("Llama 3.2 Community License", llama32),
    parameters,
    memoryNeeded: { ...weightsAt16Bits(parameters), int4: ollamaDownload(download) },
  });
}

/** Meta's Llama. */
export const llama: readonly ModelEntry[] = [
  localModel({
    name: "llama-3.1-8b",
    aliases: ["llama3.1-8b", "llama-3.1-8b-instruct", "llama3.1-8b-instruct", "meta-llama-3.1-8b-instruct"],
    provider: "meta",
    family: "llama-3",
    contextWindow: documented(128_000, `${repository} (128K)`),
    inputModalities: documented(
      ["text"],
      "https://github.com/anomalyco/models.dev/blob/dev/models/meta/llama-3.1-8b-instruct.toml",
    ),
    reasoning: assumed(false, "as Llama 3.3"),
    licence: documented("Llama 3.1 Community License", repository),
    parameters: parameters8b,
    memoryNeeded: { ...weightsAt16Bits(parameters8b), int4: ollamaDownload(4.7) },
  }),
  llama32Text("1b", documented(1.23e9, llama32), 1.3),
  // What Ollama serves under the name without a size.
  llama32Text("3b", documented(3.21e9, llama32), 2, ["llama3.2"]),
  localModel({
    name: "llama-3.3-70b",
    aliases: ["llama3.3", "llama3.3-70b", "llama-3.3-70b-instruct", "llama3.3-70b-instruct"],
    provider: "meta",
    family: "llama-3",
    contextWindow: documented(128_000, `${llama33} (128k)`),
    inputModalities: documented(["text"], llama33),
    reasoning: documented(
      false,
      "https://github.com/anomalyco/models.dev/blob/dev/models/meta/llama-3.3-70b-instruct.toml",
    ),
    licence: documented("Llama 3.3 Community License", llama33),
    parameters: parameters70b,
    memoryNeeded: { ...weightsAt16Bits(parameters70b), int4: ollamaDownload(43) },
  }),
  localModel({
    name: "llama-4-scout",
    aliases: ["llama4-scout", "llama-4-scout-17b-16e", "llama-4-scout-17b-16e-instruct", "llama-4-scout-17b-instruct"],
    provider: "meta",
    family: "llama-4",
    contextWindow: documented(10_000_000, `${llama4} (10M)`),
    inputModalities: documented(["text", "image"], llama4),
    reasoning: documented(
      false,
      "https://github.com/anomalyco/models.dev/blob/dev/models/meta/llama-4-scout-17b-16e-instruct.toml",
    ),
    licence: documented("Llama 4 Community License", llama4),
    parameters: parametersScout,
    memoryNeeded: { ...weightsAt16Bits(parametersScout), int4: ollamaDownload(67) },
  }),
];
