import { assumed, documented, unknown } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { browserScores, comparisonOfFara7B } from "./browser-scores.ts";
import { localModel, ollamaDownload, weightsAt16Bits } from "./local-model.ts";

const deepseek = "https://github.com/deepseek-ai/DeepSeek-R1";
const distilled = "https://github.com/anomalyco/models.dev/blob/dev/models/deepseek/deepseek-r1-distill-qwen-32b.toml";
const mistral = "https://lmstudio.ai/models/mistral-small";
const phi = "https://ollama.com/library/phi4";
const uiTars = "https://github.com/bytedance/UI-TARS";

const mistralParameters = documented(24e9, mistral);

/** Families of which one or two models are in common use. */
export const otherLocal: readonly ModelEntry[] = [
  localModel({
    name: "deepseek-r1",
    aliases: ["deepseek-r1-671b"],
    provider: "deepseek",
    family: "deepseek-r1",
    contextWindow: documented(128_000, `${deepseek} (128K)`),
    maximumOutputTokens: documented(32_768, `${deepseek} (in its evaluations)`),
    inputModalities: documented(["text"], deepseek),
    reasoning: documented(true, deepseek),
    licence: documented("MIT", deepseek),
    parameters: documented(671e9, `${deepseek} (37 billion of them active)`),
    memoryNeeded: { int4: ollamaDownload(404) },
  }),
  localModel({
    name: "deepseek-r1-distill-qwen-32b",
    aliases: ["deepseek-r1-32b"],
    provider: "deepseek",
    family: "deepseek-r1",
    contextWindow: documented(131_072, distilled),
    maximumOutputTokens: documented(32_768, `${deepseek} (in its evaluations)`),
    inputModalities: documented(["text"], distilled),
    reasoning: documented(true, distilled),
    licence: documented("MIT", deepseek),
    parameters: documented(32_763_876_352, distilled),
  }),
  localModel({
    name: "mistral-small-3.2-24b",
    aliases: ["mistral-small3.2-24b", "mistral-small-3.2", "mistral-small3.2", "mistral-small-3.2-24b-instruct-2506"],
    provider: "mistral",
    family: "mistral-small",
    contextWindow: documented(128_000, `${mistral} (128k)`),
    inputModalities: documented(["text", "image"], mistral),
    reasoning: documented(false, "https://www.picksbymodel.com/models/mistralai-mistral-small-3-2-24b-instruct/"),
    licence: documented("Apache-2.0", mistral),
    parameters: mistralParameters,
    memoryNeeded: {
      ...weightsAt16Bits(mistralParameters),
      int4: documented(14, `${mistral} (the least that the smallest variant needs)`),
    },
  }),
  localModel({
    name: "phi-4",
    aliases: ["phi4", "phi4-14b", "phi-4-14b"],
    provider: "microsoft",
    family: "phi-4",
    contextWindow: documented(16_384, `${phi} (16k)`),
    inputModalities: documented(["text"], phi),
    reasoning: assumed(false, "its model card names no thinking mode"),
    licence: documented("MIT", phi),
    parameters: documented(14.7e9, phi),
    memoryNeeded: { bf16: ollamaDownload(29, `${phi}:14b-fp16`), int4: ollamaDownload(9.1, phi) },
  }),
  localModel({
    name: "ui-tars-1.5-7b",
    provider: "bytedance",
    family: "ui-tars",
    contextWindow: unknown("not stated in the repository's README"),
    inputModalities: documented(["text", "image"], uiTars),
    reasoning: assumed(false, "writes its thoughts as plain text before the action"),
    computer: {
      dialect: assumed("none", "has a dialect of its own, which MassGen does not speak"),
      coordinates: documented("resized-pixels", "https://github.com/bytedance/UI-TARS-desktop"),
      frame: unknown(),
    },
    scores: browserScores(
      { webVoyager: 66.4, onlineMind2Web: 31.3, deepShop: 11.6, webTailBench: 19.5 },
      comparisonOfFara7B,
    ),
    licence: documented("Apache-2.0", "https://huggingface.co/ByteDance-Seed/UI-TARS-1.5-7B"),
    parameters: documented(7e9, uiTars),
  }),
];
