import { assumed, documented } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { localModel, weightsAt16Bits } from "./local-model.ts";

const repository = "https://github.com/microsoft/fara";
const article = "https://www.microsoft.com/en-us/research/articles/fara1-5-computer-use-agent/";
const paper = "https://arxiv.org/abs/2606.20785";
const frame = documented({ width: 1440, height: 900 }, repository);

function fara15(billions: number): ModelEntry {
  const parameters = documented(billions * 1e9, article);
  return localModel({
    name: `fara1.5-${billions}b`,
    aliases: [`fara-1.5-${billions}b`],
    provider: "microsoft",
    family: "fara-1.5",
    contextWindow: assumed(
      262_144,
      "its base is Qwen3.5: https://github.com/anomalyco/models.dev/blob/dev/models/alibaba/qwen3.5-9b.toml",
    ),
    inputModalities: documented(["text", "image"], article),
    reasoning: assumed(false, "served with thinking switched off: https://github.com/microsoft/magentic-ui"),
    computer: {
      dialect: documented("fara-1.5", repository),
      coordinates: documented("thousandths", repository),
      frame,
    },
    licence: documented("MIT", paper),
    parameters,
    memoryNeeded: weightsAt16Bits(parameters),
  });
}

/** Microsoft's Fara: browsers driven from screenshots, by open weights. */
export const fara: readonly ModelEntry[] = [
  localModel({
    name: "fara-7b",
    provider: "microsoft",
    family: "fara",
    contextWindow: documented(128_000, "https://huggingface.co/microsoft/Fara-7B"),
    inputModalities: documented(["text", "image"], "https://huggingface.co/microsoft/Fara-7B"),
    reasoning: assumed(false, "writes its thoughts as plain text before the action"),
    computer: {
      dialect: documented("fara-7b", repository),
      coordinates: documented("resized-pixels", repository),
      frame,
    },
    licence: documented("MIT", "https://huggingface.co/microsoft/Fara-7B"),
    parameters: documented(7e9, repository),
    memoryNeeded: { bf16: documented(24, `${repository} (a graphics card of this size or larger)`) },
  }),
  fara15(4),
  fara15(9),
  fara15(27),
];
