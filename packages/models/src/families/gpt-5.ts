import { documented, type Fact, recorded, unknown } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { modelsDev, openaiModel } from "./openai-model.ts";

const providers = "providers/openai/models";
const library = "https://github.com/pydantic/genai-prices";
const hangs =
  "reported to hang or fail in August 2026: https://github.com/nousresearch/hermes-agent/blob/main/agent/native_compaction.py";

/** Window, limits and modalities, which are the same for all of the generation, as `source` states them. */
function shared(name: string, source: string) {
  return {
    name,
    contextWindow: documented(400_000, source),
    maximumInputTokens: documented(272_000, source),
    maximumOutputTokens: documented(128_000, source),
    inputModalities: documented(["text", "image"] as const, source),
    reasoning: documented(true, source),
  };
}

/** What is known of a Codex model whose limits were not found: the window that the library states for GPT-5.1. */
function codexOfGpt51(name: string) {
  return openaiModel({
    name,
    family: "gpt-5-codex",
    contextWindow: documented(400_000, library),
    maximumOutputTokens: unknown(),
    inputModalities: unknown(),
    reasoning: documented(true, modelsDev(name, providers)),
  });
}

const serverOfGpt52: Fact<boolean> = recorded(
  true,
  "recorded traffic: a compaction item in a streamed response, February 2026; later reported to hang or fail",
);

/** OpenAI's GPT-5 to 5.3, and the Codex models of that time. */
export const gpt5: readonly ModelEntry[] = [
  openaiModel({ ...shared("gpt-5.3-codex", modelsDev("gpt-5.3-codex", providers)), family: "gpt-5-codex" }),
  openaiModel({
    ...shared("gpt-5.2", modelsDev("gpt-5.2")),
    family: "gpt-5.2",
    compaction: { server: serverOfGpt52 },
  }),
  openaiModel({
    ...shared("gpt-5.1", modelsDev("gpt-5.1", providers)),
    family: "gpt-5.1",
    compaction: { server: unknown(hangs) },
  }),
  codexOfGpt51("gpt-5.1-codex"),
  codexOfGpt51("gpt-5.1-codex-max"),
  openaiModel({ ...shared("gpt-5.1-codex-mini", modelsDev("gpt-5.1-codex-mini", providers)), family: "gpt-5-codex" }),
  openaiModel({ ...shared("gpt-5", modelsDev("gpt-5")), family: "gpt-5" }),
  openaiModel({
    ...shared("gpt-5-mini", modelsDev("gpt-5-mini", providers)),
    family: "gpt-5",
    compaction: { server: documented(true, "https://openrouter.ai/docs/api_reference/responses/compaction") },
  }),
  openaiModel({ ...shared("gpt-5-nano", modelsDev("gpt-5-nano", providers)), family: "gpt-5" }),
  openaiModel({
    ...shared("gpt-5-codex", modelsDev("gpt-5-codex", providers)),
    family: "gpt-5-codex",
  }),
];
