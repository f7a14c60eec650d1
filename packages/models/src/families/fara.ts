import { assumed, documented } from "../fact.ts";
import type { BenchmarkScore, ModelEntry } from "../model-entry.ts";
import { browserScores, comparisonOfFara7B, comparisonOfFara15 } from "./browser-scores.ts";
import { localModel, weightsAt16Bits } from "./local-model.ts";

const repository = "https://github.com/microsoft/fara";
const article = "https://www.microsoft.com/en-us/research/articles/fara1-5-computer-use-agent/";
const paper = "https://arxiv.org/abs/2606.20785";
const resized = `${repository} (trained at 1440x900, which it resizes to this)`;

/** Names under which people serve the three sizes: with and without the hyphen, a size of its own, Ollama's colon. */
function fara15(billions: number, scores: readonly BenchmarkScore[]): ModelEntry {
  const parameters = documented(billions * 1e9, article);
  return localModel({
    name: `fara1.5-${billions}b`,
    aliases: [`fara-1.5-${billions}b`, `fara15-${billions}b`, `fara-15-${billions}b`, `fara-${billions}b`],
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
      frame: documented({ width: 1440, height: 896 }, resized),
    },
    scores,
    licence: documented("MIT", paper),
    parameters,
    memoryNeeded: weightsAt16Bits(parameters),
  });
}

/** Microsoft's Fara: browsers driven from screenshots, by open weights. */
export const fara: readonly ModelEntry[] = [
  localModel({
    name: "fara-7b",
    aliases: ["fara7b"],
    provider: "microsoft",
    family: "fara",
    contextWindow: documented(128_000, "https://huggingface.co/microsoft/Fara-7B"),
    inputModalities: documented(["text", "image"], "https://huggingface.co/microsoft/Fara-7B"),
    reasoning: assumed(false, "writes its thoughts as plain text before the action"),
    computer: {
      dialect: documented("fara-7b", repository),
      coordinates: documented("resized-pixels", repository),
      frame: documented({ width: 1428, height: 896 }, resized),
    },
    scores: [
      ...browserScores(
        { webVoyager: 73.5, onlineMind2Web: 34.1, deepShop: 26.2, webTailBench: 38.4 },
        comparisonOfFara7B,
      ),
      outcome(24.1),
    ],
    licence: documented("MIT", "https://huggingface.co/microsoft/Fara-7B"),
    parameters: documented(7e9, repository),
    memoryNeeded: { bf16: documented(24, `${repository} (a graphics card of this size or larger)`) },
  }),
  fara15(4, [...browserScores({ webVoyager: 80.8, onlineMind2Web: 57.3 }, comparisonOfFara15), outcome(27.4)]),
  fara15(9, [...browserScores({ webVoyager: 86.6, onlineMind2Web: 63.4 }, comparisonOfFara15), outcome(32.3)]),
  fara15(27, [
    { benchmark: "WebVoyager", percent: documented(89.3, `${comparisonOfFara15}; ${article} has 88.6`) },
    { benchmark: "Online-Mind2Web", percent: documented(72.3, comparisonOfFara15) },
    outcome(40.2),
  ]),
];

/** The renewed WebTailBench, counted by what was there at the end; its figures do not compare with those of the first. */
function outcome(percent: number): BenchmarkScore {
  return { benchmark: "WebTailBench v1.5 (outcome)", percent: documented(percent, comparisonOfFara15) };
}
