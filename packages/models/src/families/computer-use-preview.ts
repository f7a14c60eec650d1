import { documented, unknown } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { browserScores, comparisonOfFara7B } from "./browser-scores.ts";
import { openaiModel } from "./openai-model.ts";

const litellm = "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json";
const sample = "https://github.com/openai/openai-cua-sample-app";
const tooSmall = "not tried; an opaque item would fill much of so small a window";

/** OpenAI's first model for computers, with a tool and a dialect of its own. */
export const computerUsePreview: readonly ModelEntry[] = [
  openaiModel({
    name: "computer-use-preview",
    family: "computer-use",
    contextWindow: documented(8192, "https://github.com/pydantic/genai-prices"),
    maximumInputTokens: documented(8192, litellm),
    maximumOutputTokens: documented(1024, litellm),
    inputModalities: documented(["text", "image"], sample),
    reasoning: documented(true, sample),
    compaction: { endpoint: unknown(tooSmall), trigger: unknown(tooSmall), server: unknown(tooSmall) },
    computer: {
      dialect: documented("computer-use-preview", sample),
      coordinates: documented("pixels", sample),
      frame: documented({ width: 1024, height: 768 }, sample),
    },
    scores: browserScores(
      { webVoyager: 70.9, onlineMind2Web: 42.9, deepShop: 24.7, webTailBench: 25.7 },
      comparisonOfFara7B,
    ),
  }),
];
