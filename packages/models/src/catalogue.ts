import { computerUsePreview } from "./families/computer-use-preview.ts";
import { fara } from "./families/fara.ts";
import { gemma3Models } from "./families/gemma-3.ts";
import { gpt4 } from "./families/gpt-4.ts";
import { gpt5 } from "./families/gpt-5.ts";
import { gpt54 } from "./families/gpt-5-4.ts";
import { gpt56 } from "./families/gpt-5-6.ts";
import { gpt6 } from "./families/gpt-6.ts";
import { gptOssModels } from "./families/gpt-oss.ts";
import { llama } from "./families/llama.ts";
import { otherLocal } from "./families/other-local.ts";
import { qwen3Models } from "./families/qwen3.ts";
import { qwen3VlModels } from "./families/qwen3-vl.ts";
import type { ModelEntry } from "./model-entry.ts";

/** Every model that MassGen knows: hosted ones first, newest first, then those that one runs oneself. */
export const catalogue: readonly ModelEntry[] = [
  ...gpt6,
  ...gpt56,
  ...gpt54,
  ...gpt5,
  ...gpt4,
  ...computerUsePreview,
  ...fara,
  ...gptOssModels,
  ...qwen3Models,
  ...qwen3VlModels,
  ...llama,
  ...gemma3Models,
  ...otherLocal,
];
