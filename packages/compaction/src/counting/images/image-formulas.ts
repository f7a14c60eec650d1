import { claudePatches } from "./claude-patches.ts";
import { geminiResolutions, geminiTiles } from "./gemini-images.ts";
import type { ImageFormula, ImageTokenFormula } from "./image-formula.ts";
import { openaiPatches, type PatchLimits } from "./openai-patches.ts";
import { openaiTiles } from "./openai-tiles.ts";
import { qwenPatches } from "./qwen-patches.ts";

const documented = (tokens: ImageTokenFormula): ImageFormula => ({ tokens, evidence: "documented" });
const assumed = (tokens: ImageTokenFormula): ImageFormula => ({ tokens, evidence: "assumed" });

const thumbnail: PatchLimits = { side: 512, patches: 256 };
const modest: PatchLimits = { side: 2_048, patches: 1_536 };
const medium: PatchLimits = { side: 2_048, patches: 2_500 };
const wide: PatchLimits = { side: 2_048, patches: 6_144 };
const large: PatchLimits = { side: 6_000, patches: 10_000 };
/** OpenAI refuses, and does not shrink, what needs more patches. */
const unshrunk: PatchLimits = { side: 65_535, patches: 30_000 };

/**
 * How each family of models counts images; `imageFormulaFor` finds a model's. Sources stand with the formulas; OpenAI's
 * numbers are those of its guide in October 2026 and, for models that it no longer lists a limit for (`gpt-5-mini`,
 * `gpt-5-nano`, `gpt-4.1-nano`, `o4-mini`, `computer-use-preview`), of its edition of 2025.
 */
export const imageFormulas = {
  "gpt-4o": documented(openaiTiles({ baseTokens: 85, tileTokens: 170 })),
  "gpt-4o-mini": documented(openaiTiles({ baseTokens: 2_833, tileTokens: 5_667 })),
  "gpt-5": documented(openaiTiles({ baseTokens: 70, tileTokens: 140 })),
  "openai-o": documented(openaiTiles({ baseTokens: 75, tileTokens: 150 })),
  "computer-use-preview": documented(openaiTiles({ baseTokens: 65, tileTokens: 129 })),

  "gpt-4.1-mini": documented(openaiPatches({ multiplier: 1.62, limits: wide })),
  "gpt-4.1-nano": documented(openaiPatches({ multiplier: 2.46, limits: modest })),
  "o4-mini": documented(openaiPatches({ multiplier: 1.72, limits: modest })),
  /** The multipliers here are also what bills of 2026 came to, when the guide still said 1.62 and 2.46. */
  "gpt-5-mini": documented(openaiPatches({ multiplier: 1.2, limits: modest })),
  "gpt-5-nano": documented(openaiPatches({ multiplier: 1.5, limits: modest })),
  "gpt-5.2": documented(openaiPatches({ multiplier: 1.2, limits: wide })),
  "gpt-5.4": documented(openaiPatches({ multiplier: 1.2, limits: medium, low: wide, original: large })),
  "gpt-5.5": documented(openaiPatches({ multiplier: 1.2, limits: large, high: medium, low: thumbnail })),
  "gpt-5.6": documented(openaiPatches({ multiplier: 1.2, limits: unshrunk, high: medium, low: thumbnail })),

  claude: documented(claudePatches({ side: 1_568, tokens: 1_568 })),
  /** Claude 4.7 and later. */
  "claude-high-resolution": documented(claudePatches({ side: 2_576, tokens: 4_784 })),

  "gemini-2": assumed(geminiTiles),
  "gemini-3": assumed(geminiResolutions),

  /** Also Qwen2-VL and Fara-7B. */
  "qwen2.5-vl": documented(qwenPatches({ factor: 28, minimumPixels: 3_136, maximumPixels: 12_845_056 })),
  /** Also Qwen3-VL; limits of the published `preprocessor_config.json`. */
  "qwen3.5": documented(qwenPatches({ factor: 32, minimumPixels: 65_536, maximumPixels: 16_777_216 })),
  /** Fara's client shrinks to Qwen2.5-VL's limit; that the server enlarges like Qwen3.5 is assumed. */
  "fara1.5": assumed(qwenPatches({ factor: 32, minimumPixels: 65_536, maximumPixels: 12_845_056 })),
} as const satisfies Readonly<Record<string, ImageFormula>>;

/** Name of a family in {@link imageFormulas}. */
export type ImageFamily = keyof typeof imageFormulas;
