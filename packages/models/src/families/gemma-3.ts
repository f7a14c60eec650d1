import { documented } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { localModel, ollamaDownload, weightsAt16Bits } from "./local-model.ts";

const card = "https://ai.google.dev/gemma/docs/core/model_card_3";

function gemma3(billions: number, download: number): ModelEntry {
  const parameters = documented(billions * 1e9, card);
  return localModel({
    name: `gemma-3-${billions}b`,
    aliases: [`gemma3-${billions}b`, `gemma-3-${billions}b-it`, `gemma3-${billions}b-it`],
    provider: "google",
    family: "gemma-3",
    contextWindow: documented(128_000, `${card} (128K)`),
    inputModalities: documented(["text", "image"], card),
    reasoning: documented(false, "https://github.com/anomalyco/models.dev/blob/dev/models/google/gemma-3-12b-it.toml"),
    licence: documented("Gemma Terms of Use", "https://ai.google.dev/gemma/terms"),
    parameters,
    memoryNeeded: { ...weightsAt16Bits(parameters), int4: ollamaDownload(download) },
  });
}

/** Google's Gemma 3, in the sizes that see images. */
export const gemma3Models: readonly ModelEntry[] = [gemma3(4, 3.3), gemma3(12, 8.1), gemma3(27, 17)];
