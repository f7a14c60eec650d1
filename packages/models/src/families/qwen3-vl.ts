import { assumed, documented, unknown } from "../fact.ts";
import type { ModelEntry } from "../model-entry.ts";
import { localModel, ollamaDownload, weightsAt16Bits } from "./local-model.ts";

const repository = "https://github.com/QwenLM/Qwen3-VL";
const downloads = "https://ollama.com/dhiltgen/qwen3-vl";

function qwen3Vl(size: string, billions: number, download: number, aliases: readonly string[] = []): ModelEntry {
  const name = `qwen3-vl-${size}`;
  const parameters = assumed(billions * 1e9, "from its name");
  return localModel({
    name,
    aliases: [`${name}-instruct`, ...aliases],
    provider: "qwen",
    family: "qwen3-vl",
    contextWindow: documented(262_144, `${repository} (256K, with more by extension)`),
    inputModalities: documented(["text", "image", "video"], repository),
    reasoning: documented(false, `${repository} (the Instruct edition; the Thinking edition is another model)`),
    computer: {
      dialect: assumed("none", "trained to operate screens, in a language that MassGen does not speak"),
      coordinates: documented("thousandths", `${repository} (relative coordinates)`),
      frame: unknown(),
    },
    licence: unknown("not stated in the repository's README"),
    parameters,
    memoryNeeded: { ...weightsAt16Bits(parameters), int4: ollamaDownload(download, downloads) },
  });
}

/** Alibaba's Qwen3 for text, images and video. */
export const qwen3VlModels: readonly ModelEntry[] = [
  qwen3Vl("4b", 4, 3.3),
  qwen3Vl("8b", 8, 6.2),
  qwen3Vl("30b-a3b", 30, 20, ["qwen3-vl-30b"]),
  qwen3Vl("32b", 32, 21),
];
