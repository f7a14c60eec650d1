import { assumed, documented } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { computerTool, modelsDev, openaiModel, openaiPage } from "./openai-model.ts";

const comparison = "https://developers.openai.com/api/docs/models/compare";
const verifiedByHermes =
  "reported to work in August 2026: https://github.com/nousresearch/hermes-agent/blob/main/agent/native_compaction.py";
const mappedByStagehand = "https://www.npmjs.com/package/@browserbasehq/stagehand/v/3.7.3 sends it the tool";

function shared(model: string) {
  return {
    name: model,
    family: "gpt-5.6",
    contextWindow: documented(1_050_000, comparison),
    maximumInputTokens: documented(922_000, modelsDev(model)),
    maximumOutputTokens: documented(128_000, comparison),
    inputModalities: documented(["text", "image"] as const, modelsDev(model)),
    reasoning: documented(true, modelsDev(model)),
    compaction: { server: assumed(true, verifiedByHermes) },
  };
}

/** OpenAI's GPT-5.6 generation. `gpt-5.6` alone means Sol. */
export const gpt56: readonly ModelEntry[] = [
  openaiModel({
    ...shared("gpt-5.6-sol"),
    aliases: ["gpt-5.6"],
    computer: computerTool(documented, mappedByStagehand),
  }),
  openaiModel({ ...shared("gpt-5.6-terra"), computer: computerTool(documented, mappedByStagehand) }),
  openaiModel({
    ...shared("gpt-5.6-luna"),
    inputModalities: documented(["text", "image"], openaiPage("gpt-5.6-luna")),
    computer: computerTool(documented, "https://docs.oxen.ai/inference-api/reference/models/gpt-5-6-luna"),
  }),
];
