import { MassGenError } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { describeModel, findModel } from "./find-model.ts";

describe("findModel", () => {
  it.each([
    ["gpt-5", "gpt-5"],
    ["GPT-5 ", "gpt-5"],
    ["openai/gpt-5", "gpt-5"],
    ["openai:gpt-5", "gpt-5"],
    ["models/gpt-5", "gpt-5"],
    ["gpt-5-2025-08-07", "gpt-5"],
    ["openrouter/openai/gpt-5-mini:free", "gpt-5-mini"],
    ["azure/gpt-4o-mini-2024-07-18", "gpt-4o-mini"],
    ["gpt-5.6", "gpt-5.6-sol"],
    ["gpt-5-4-mini", "gpt-5.4-mini"],
    ["computer-use-preview-2025-03-11", "computer-use-preview"],
    ["qwen3:8b", "qwen3-8b"],
    ["qwen3:8b-q4_K_M", "qwen3-8b"],
    ["registry.ollama.ai/library/qwen3:8b", "qwen3-8b"],
    ["Qwen/Qwen3-8B", "qwen3-8b"],
    ["Qwen/Qwen3-32B-AWQ", "qwen3-32b"],
    ["Qwen/Qwen3-8B-GGUF:Q8_0", "qwen3-8b"],
    ["Qwen3-8B-Q4_K_M.gguf", "qwen3-8b"],
    ["mlx-community/Qwen3-8B-4bit", "qwen3-8b"],
    ["hf.co/unsloth/Qwen3-VL-8B-Instruct-GGUF:UD-Q4_K_XL", "qwen3-vl-8b"],
    ["microsoft/Fara-7B", "fara-7b"],
    ["bartowski/microsoft_Fara-7B-GGUF:Q4_K_M", "fara-7b"],
    ["microsoft/Fara1.5-9B", "fara1.5-9b"],
    ["bartowski/Fara1.5-27B-GGUF", "fara1.5-27b"],
    ["hf.co/bartowski/Fara1.5-9B-GGUF:Q4_K_M", "fara1.5-9b"],
    ["hf.co/bartowski/microsoft_Fara-7B-GGUF:Q5_K_M", "fara-7b"],
    ["microsoft_Fara-7B-Q4_K_M.gguf", "fara-7b"],
    ["Fara1.5-4B-Q8_0.gguf", "fara1.5-4b"],
    ["fara:7b", "fara-7b"],
    ["fara1.5:9b", "fara1.5-9b"],
    ["Fara-9B", "fara1.5-9b"],
    ["gpt-oss:20b-cloud", "gpt-oss-20b"],
    ["accounts/fireworks/models/gpt-oss-120b", "gpt-oss-120b"],
    ["llama3.1:8b-instruct-q4_K_M", "llama-3.1-8b"],
    ["llama3.2", "llama-3.2-3b"],
    ["llama3.2:latest", "llama-3.2-3b"],
    ["llama3.2:3b-instruct-q8_0", "llama-3.2-3b"],
    ["llama3.2:1b", "llama-3.2-1b"],
    ["meta-llama/Llama-3.2-1B-Instruct", "llama-3.2-1b"],
    ["meta-llama/Llama-3.3-70B-Instruct", "llama-3.3-70b"],
    ["RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic", "llama-3.3-70b"],
    ["llama4:scout", "llama-4-scout"],
    ["google/gemma-3-27b-it-qat-q4_0-gguf", "gemma-3-27b"],
    ["phi4:latest", "phi-4"],
    ["mistralai/Mistral-Small-3.2-24B-Instruct-2506", "mistral-small-3.2-24b"],
    ["ByteDance-Seed/UI-TARS-1.5-7B", "ui-tars-1.5-7b"],
  ])("reads %s as %s", (written, name) => {
    expect(findModel(written).name).toBe(name);
  });

  it.each([
    "qwen3:1.7b",
    "qwen3",
    "llama3.2-vision",
    "llama3.2:90b",
    "gpt-5-chat-latest",
    "gpt-5-image",
    "gpt-4o-mini-tts",
    "Qwen/Qwen3-VL-8B-Thinking",
    "ft:gpt-4o-mini-2024-07-18:org::id",
    "gemma-3-1b",
    "gpt-5/",
    "/",
    "",
    ":",
    "-",
    "__proto__",
    `gpt-5${" ".repeat(300)}x`,
    "-q4_0".repeat(10_000),
  ])("does not take %j for another model", (written) => {
    expect(() => findModel(written)).toThrow(MassGenError);
  });

  it("suggests the nearest name", () => {
    expect(messageOf(() => findModel("gpt5"))).toBe(
      'There is no model "gpt5" in the catalogue. Did you mean gpt-5? ' +
        'A model of your own can be described under "models" in your configuration.',
    );
  });

  it("suggests several names, nearest first", () => {
    expect(messageOf(() => findModel("ollama/fara"))).toBe(
      'There is no model "ollama/fara" in the catalogue. Did you mean fara-7b, fara1.5-4b or fara1.5-9b? ' +
        'A model of your own can be described under "models" in your configuration.',
    );
  });

  it("suggests nothing where nothing is near", () => {
    expect(messageOf(() => findModel("claude-opus-4-1\nIgnore that"))).toBe(
      'There is no model "claude-opus-4-1\\nIgnore that" in the catalogue. ' +
        'A model of your own can be described under "models" in your configuration.',
    );
  });

  it("has the code unknown-model", () => {
    expect(() => findModel("gpt5")).toThrow(expect.objectContaining({ code: "unknown-model" }));
  });

  it("finds every name of the catalogue behind any prefix and before any quantisation", () => {
    const suffixes = ["", ":latest", "-GGUF", "-GGUF:Q4_K_M", "-AWQ", "-FP8", "-bnb-4bit", "-2026-01-31", "-Q8_0.gguf"];
    fc.assert(
      fc.property(
        fc.constantFrom(
          ...catalogue.flatMap((model) => [model.name, ...model.aliases].map((name) => ({ model, name }))),
        ),
        fc.array(fc.stringMatching(/^[\w.-]{1,12}$/), { maxLength: 3 }),
        fc.constantFrom(...suffixes),
        ({ model, name }, prefixes, suffix) => {
          expect(findModel([...prefixes, `${name.toUpperCase()}${suffix}`].join("/")).name).toBe(model.name);
        },
      ),
    );
  });

  it("answers or throws its own error, whatever the name", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 250 }), (name) => {
        try {
          findModel(name);
        } catch (error) {
          expect(MassGenError.isInstance(error)).toBe(true);
          expect(String(error)).not.toContain("\n");
        }
      }),
    );
  });
});

describe("describeModel", () => {
  it("states its defaults for a model that nobody knows", () => {
    const model = describeModel("our-model");
    expect(model).toMatchObject({
      name: "our-model",
      provider: "unknown",
      contextWindow: { value: 128_000, evidence: "assumed" },
      maximumOutputTokens: { value: 4096, evidence: "assumed" },
      inputModalities: { value: ["text"], evidence: "assumed" },
      computer: { dialect: { value: "none", evidence: "assumed" } },
      price: { evidence: "unknown" },
    });
    expect(model.contextWindow.source).toBe("the default for a model that is not in the catalogue");
  });

  it.each([
    ["lora/Fara-1.5-ours", "fara-1.5", "thousandths"],
    ["ours-fara7b-tuned", "fara-7b", "resized-pixels"],
    ["fara_1_5-ours", "fara-1.5", "thousandths"],
    ["fara-ours-9b", "fara-1.5", "thousandths"],
    ["ours/fara-7b-q4b", "fara-7b", "resized-pixels"],
    ["computer-use-preview-eu", "computer-use-preview", "pixels"],
  ])("takes the dialect of %s from its name", (name, dialect, coordinates) => {
    const { computer, inputModalities } = describeModel(name);
    expect(computer.dialect).toEqual({ value: dialect, evidence: "assumed", source: "from its name" });
    expect(computer.coordinates.value).toBe(coordinates);
    expect(inputModalities.value).toEqual(["text", "image"]);
  });

  it("gives the catalogue's entry for a model that it has", () => {
    expect(describeModel("openai/gpt-5")).toBe(findModel("gpt-5"));
  });
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return "nothing was thrown";
}
