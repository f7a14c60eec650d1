import { assumed, documented } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { computerTool, computerUnknown, modelsDev, openaiModel } from "./openai-model.ts";

const comparison = "https://developers.openai.com/api/docs/models/compare";
const guide = "https://developers.openai.com/api/docs/guides/latest-model/gpt-5.4";
const large = "https://vercel.com/ai-gateway/models/gpt-5.4";
const mini = "https://vercel.com/ai-gateway/models/openai/gpt-5.4-mini";
const miniTools = "https://docs.oxen.ai/inference-api/reference/models/gpt-5-4-mini";

const reportedScore =
  "reported of OpenAI's announcement, which was not read: https://luonghongthuan.com/en/blog/gpt-54-computer-use-first-ai-beat-humans";

/** OpenAI's GPT-5.4 and 5.5, the first with the tool `computer`. */
export const gpt54: readonly ModelEntry[] = [
  openaiModel({
    name: "gpt-5.5",
    family: "gpt-5.5",
    contextWindow: documented(1_050_000, comparison),
    maximumInputTokens: documented(922_000, modelsDev("gpt-5.5", "providers/openai/models")),
    maximumOutputTokens: documented(128_000, comparison),
    inputModalities: documented(["text", "image"], modelsDev("gpt-5.5", "providers/openai/models")),
    reasoning: documented(true, modelsDev("gpt-5.5", "providers/openai/models")),
    compaction: {
      endpoint: assumed(true, "a 502 was reported: https://github.com/openai/codex/issues/19400"),
    },
    computer: computerTool(documented, "https://openai.github.io/openai-agents-python/tools/"),
  }),
  openaiModel({
    name: "gpt-5.4",
    family: "gpt-5.4",
    contextWindow: documented(1_050_000, large),
    maximumInputTokens: documented(922_000, "https://wavespeed.ai/zh-CN/llm/openai/gpt-5.4"),
    maximumOutputTokens: documented(128_000, large),
    inputModalities: documented(["text", "image"], large),
    reasoning: documented(true, modelsDev("gpt-5.4", "providers/openai/models")),
    compaction: {
      server: assumed(
        true,
        "reported to work, but not in turns that only call tools: https://github.com/openai/openai-python/issues/3075",
      ),
    },
    computer: computerTool(documented, guide),
    scores: [{ benchmark: "OSWorld-Verified", percent: assumed(75, reportedScore) }],
  }),
  openaiModel({
    name: "gpt-5.4-mini",
    family: "gpt-5.4",
    contextWindow: documented(400_000, mini),
    maximumInputTokens: assumed(272_000, "the window less the maximum output"),
    maximumOutputTokens: documented(128_000, mini),
    inputModalities: documented(["text", "image"], miniTools),
    reasoning: documented(true, mini),
    computer: computerTool(documented, miniTools),
  }),
  openaiModel({
    name: "gpt-5.4-nano",
    family: "gpt-5.4",
    contextWindow: documented(400_000, "https://github.com/pydantic/genai-prices"),
    maximumInputTokens: assumed(272_000, "as gpt-5.4-mini"),
    maximumOutputTokens: assumed(128_000, "as gpt-5.4-mini"),
    inputModalities: assumed(["text", "image"], "as gpt-5.4-mini"),
    reasoning: assumed(true, "as gpt-5.4-mini"),
    computer: computerUnknown,
  }),
];
