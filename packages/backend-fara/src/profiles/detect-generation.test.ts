import { describe, expect, it } from "vitest";
import { detectGeneration } from "./detect-generation.ts";
import type { FaraGeneration } from "./fara-profile.ts";
import { profileOf } from "./profile-of.ts";

describe("detectGeneration", () => {
  it.each([
    ["microsoft/Fara-7B", "7b"],
    ["Fara-7B", "7b"],
    ["fara_7b", "7b"],
    ["bartowski/microsoft_Fara-7B-GGUF", "7b"],
    ["microsoft_Fara-7B-Q4_K_M.gguf", "7b"],
    ["hf.co/bartowski/microsoft_Fara-7B-GGUF:Q4_K_M", "7b"],
    ["fara:7b", "7b"],
    ["fara:7b-q8_0", "7b"],
    ["fara-7b-q4b", "7b"],
    ["mlx-community/Fara-7B-4b", "7b"],
    ["Fara1.5-9B", "1.5"],
    ["microsoft/Fara1.5-27B", "1.5"],
    ["fara-1.5-4b", "1.5"],
    ["Fara 1.5", "1.5"],
    ["fara_1_5:9b", "1.5"],
    ["fara15-4b", "1.5"],
    ["bartowski/Fara1.5-4B-GGUF", "1.5"],
    ["Fara1.5-4B-Q4_K_M.gguf", "1.5"],
    ["fara1.5:27b", "1.5"],
    ["fara:9b", "1.5"],
    ["fara", undefined],
    ["gpt-4o-mini-2024-07-18", undefined],
    ["qwen2.5-vl:7b", undefined],
  ])("takes %s for %s", (model, generation) => {
    expect(detectGeneration(model)).toBe(generation);
  });
});

describe("profileOf", () => {
  it("takes the given generation before that of the name", () => {
    expect(profileOf("gpt-4o-mini-2024-07-18", "7b").family).toBe("Fara-7B");
    expect(profileOf("fara-7b", "1.5").family).toBe("Fara1.5");
  });

  it("asks for the generation where nothing tells it", () => {
    expect(() => profileOf("served-model")).toThrow(
      'The model\'s name does not tell which generation of Fara it is. Set generation to "7b" or "1.5".',
    );
    expect(() => profileOf("fara-7b", "toString" as FaraGeneration)).toThrow(
      'There is no such generation of Fara. Set generation to "7b" or "1.5", or leave it out where the model\'s name tells it.',
    );
  });
});
