import { assumed, documented, type Fact } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { localModel } from "./local-model.ts";

const repository = "https://github.com/QwenLM/Qwen3";

function card(model: string): string {
  return `https://huggingface.co/Qwen/${model}`;
}

/** One of the models of April 2025, which think unless told not to. */
function qwen3(size: string, facts: { contextWindow: Fact<number>; parameters: Fact<number>; licence: Fact<string> }) {
  const source = card(`Qwen3-${size}`);
  return localModel({
    name: `qwen3-${size.toLowerCase()}`,
    provider: "qwen",
    family: "qwen3",
    inputModalities: documented(["text"], source),
    reasoning: documented(true, repository),
    ...facts,
  });
}

const likeTheOthers = assumed("Apache-2.0", "as Qwen3-8B and Qwen3-14B");

/** Alibaba's Qwen3 for text. */
export const qwen3Models: readonly ModelEntry[] = [
  qwen3("8B", {
    contextWindow: documented(32_768, `${card("Qwen3-8B")} (131,072 with YaRN)`),
    parameters: documented(8.2e9, card("Qwen3-8B")),
    licence: documented("Apache-2.0", card("Qwen3-8B")),
  }),
  qwen3("14B", {
    contextWindow: assumed(32_768, "as Qwen3-8B (131,072 with YaRN)"),
    parameters: documented(14.8e9, card("Qwen3-14B")),
    licence: documented("Apache-2.0", "https://github.com/anomalyco/models.dev/blob/dev/models/alibaba/qwen3-14b.toml"),
  }),
  qwen3("32B", {
    contextWindow: documented(32_768, `${card("Qwen3-32B-AWQ")} (131,072 with YaRN)`),
    parameters: documented(32_762_123_264, card("Qwen3-32B")),
    licence: likeTheOthers,
  }),
  qwen3("30B-A3B", {
    contextWindow: assumed(32_768, "as Qwen3-8B (131,072 with YaRN)"),
    parameters: documented(30_532_122_624, card("Qwen3-30B-A3B")),
    licence: likeTheOthers,
  }),
  localModel({
    name: "qwen3-coder-30b-a3b",
    aliases: ["qwen3-coder-30b", "qwen3-coder-30b-a3b-instruct"],
    provider: "qwen",
    family: "qwen3-coder",
    contextWindow: documented(262_144, card("Qwen3-Coder-30B-A3B-Instruct")),
    inputModalities: documented(["text"], card("Qwen3-Coder-30B-A3B-Instruct")),
    reasoning: documented(false, card("Qwen3-Coder-30B-A3B-Instruct")),
    licence: likeTheOthers,
    parameters: documented(30_532_122_624, card("Qwen3-Coder-30B-A3B-Instruct")),
  }),
];
