import { assumed, documented } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { computerTool, computerUnknown, modelsDev, openaiModel, openaiPage } from "./openai-model.ts";

const overview = "https://developers.openai.com/api/docs/models";
const cacheGuide = "https://developers.openai.com/api/docs/guides/prompt-caching (cache writes 1.25 times the input)";

/** What all of the generation share, stated on `source`. */
function shared(source: string) {
  return {
    family: "gpt-6",
    contextWindow: documented(1_050_000, source),
    maximumOutputTokens: documented(128_000, source),
    inputModalities: documented(["text", "image"] as const, source),
    reasoning: documented(true, source),
  };
}

/** OpenAI's GPT-6 generation, newest first. */
export const gpt6: readonly ModelEntry[] = [
  openaiModel({
    ...shared(overview),
    name: "gpt-6.2-astra",
    maximumInputTokens: assumed(922_000, `as ${openaiPage("gpt-6.2-sol")}`),
    computer: computerTool(documented, overview),
    price: assumed(
      {
        kind: "rates",
        rates: { input: 8, cachedInput: 0.4, cacheWrite: 10, output: 40 },
        longContext: { above: 272_000, input: 16, cachedInput: 0.8, cacheWrite: 20, output: 60 },
      },
      `input and output: ${overview}; ${cacheGuide}; cached input and long context in proportion as gpt-6.1-terra`,
    ),
  }),
  openaiModel({
    ...shared(openaiPage("gpt-6.2-sol")),
    name: "gpt-6.2-sol",
    maximumInputTokens: documented(922_000, openaiPage("gpt-6.2-sol")),
    computer: computerTool(documented, openaiPage("gpt-6.2-sol")),
    price: assumed(
      {
        kind: "rates",
        rates: { input: 2, cachedInput: 0.1, cacheWrite: 2.5, output: 10 },
        longContext: { above: 272_000, input: 4, cachedInput: 0.2, cacheWrite: 5, output: 15 },
      },
      `${openaiPage("gpt-6.2-sol")}; long context as gpt-6.1-sol, whose other rates are the same`,
    ),
  }),
  openaiModel({
    ...shared(
      "https://documentation.s3ns.fr/gemini-enterprise-agent-platform/models/partner-models/openai/gpt-6-1-sol",
    ),
    name: "gpt-6.1-sol",
    maximumInputTokens: documented(
      922_000,
      "https://documentation.s3ns.fr/gemini-enterprise-agent-platform/models/partner-models/openai/gpt-6-1-sol",
    ),
    reasoning: documented(true, "https://vercel.com/ai-gateway/models/gpt-6.1-sol"),
    computer: computerTool(documented, "https://vercel.com/ai-gateway/models/gpt-6.1-sol"),
    price: documented(
      {
        kind: "rates",
        rates: { input: 2, cachedInput: 0.1, cacheWrite: 2.5, output: 10 },
        longContext: { above: 272_000, input: 4, cachedInput: 0.2, cacheWrite: 5, output: 15 },
      },
      `https://github.com/amine123max/Codex-Manager/releases/tag/0.4.7, after OpenAI's page; ${cacheGuide}`,
    ),
  }),
  openaiModel({
    ...shared(openaiPage("gpt-6.1-terra")),
    name: "gpt-6.1-terra",
    maximumInputTokens: documented(922_000, "https://docs.litellm.ai/blog/gpt-6-1-terra"),
    computer: computerTool(documented, openaiPage("gpt-6.1-terra")),
    price: documented(
      {
        kind: "rates",
        rates: { input: 1, cachedInput: 0.05, cacheWrite: 1.25, output: 5 },
        longContext: { above: 272_000, input: 2, cachedInput: 0.1, cacheWrite: 2.5, output: 7.5 },
      },
      openaiPage("gpt-6.1-terra"),
    ),
  }),
  openaiModel({
    ...shared(modelsDev("gpt-6-astra")),
    name: "gpt-6-astra",
    maximumInputTokens: documented(922_000, modelsDev("gpt-6-astra")),
    computer: computerTool(documented, "https://docs.oxen.ai/inference-api/reference/models/gpt-6-astra"),
  }),
  openaiModel({
    ...shared(modelsDev("gpt-6-sol")),
    name: "gpt-6-sol",
    maximumInputTokens: documented(922_000, modelsDev("gpt-6-sol")),
    computer: computerTool(assumed, "as gpt-6.1-sol, which replaced it"),
  }),
  openaiModel({
    ...shared(modelsDev("gpt-6-luna")),
    name: "gpt-6-luna",
    maximumInputTokens: documented(922_000, modelsDev("gpt-6-luna")),
    computer: computerUnknown,
  }),
];
