import { documented } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { localModel } from "./local-model.ts";

const readme = "https://github.com/openai/gpt-oss";

function gptOss(size: string, parameters: number, gigabytes: number): ModelEntry {
  const catalogue = `https://github.com/anomalyco/models.dev/blob/dev/models/openai/gpt-oss-${size}.toml`;
  return localModel({
    name: `gpt-oss-${size}`,
    provider: "openai",
    family: "gpt-oss",
    contextWindow: documented(131_072, catalogue),
    inputModalities: documented(["text"], catalogue),
    reasoning: documented(true, readme),
    licence: documented("Apache-2.0", readme),
    parameters: documented(parameters, catalogue),
    memoryNeeded: { mxfp4: documented(gigabytes, readme) },
  });
}

/** OpenAI's models with published weights. */
export const gptOssModels: readonly ModelEntry[] = [
  gptOss("20b", 20_914_757_184, 16),
  gptOss("120b", 116_829_156_672, 80),
];
