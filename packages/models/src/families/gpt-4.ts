import { documented, recorded } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { modelsDev, openaiModel } from "./openai-model.ts";

const endpoint = { endpoint: recorded(true, "recorded traffic: POST /responses/compact answered 200") };

function shared(name: string, family: string, contextWindow: number, maximumOutputTokens: number, reasoning = false) {
  const source = modelsDev(name);
  return {
    name,
    family,
    contextWindow: documented(contextWindow, source),
    maximumOutputTokens: documented(maximumOutputTokens, source),
    inputModalities: documented(["text", "image"] as const, source),
    reasoning: documented(reasoning, source),
  };
}

/** OpenAI's GPT-4.1 and 4o, and the reasoning models of their time. */
export const gpt4: readonly ModelEntry[] = [
  openaiModel({ ...shared("gpt-4.1", "gpt-4.1", 1_047_576, 32_768), compaction: endpoint }),
  openaiModel(shared("gpt-4.1-mini", "gpt-4.1", 1_047_576, 32_768)),
  openaiModel(shared("gpt-4.1-nano", "gpt-4.1", 1_047_576, 32_768)),
  openaiModel(shared("gpt-4o", "gpt-4o", 128_000, 16_384)),
  openaiModel({ ...shared("gpt-4o-mini", "gpt-4o", 128_000, 16_384), compaction: endpoint }),
  openaiModel(shared("o3", "o-series", 200_000, 100_000, true)),
  openaiModel(shared("o4-mini", "o-series", 200_000, 100_000, true)),
];
