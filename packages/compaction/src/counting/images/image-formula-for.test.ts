import { describe, expect, it } from "vitest";
import { defaultImageFormula, imageFormulaFor } from "./image-formula-for.ts";
import { type ImageFamily, imageFormulas } from "./image-formulas.ts";

const named: Readonly<Record<ImageFamily, readonly string[]>> = {
  "gpt-4o": [
    "gpt-4o",
    "gpt-4o-2024-11-20",
    "chatgpt-4o-latest",
    "gpt-4.1",
    "gpt-4.5-preview",
    "ft:gpt-4o-2024-08-06:me",
  ],
  "gpt-4o-mini": ["gpt-4o-mini", "openai/gpt-4o-mini-2024-07-18", "ft:gpt-4o-mini-2024-07-18:me::1"],
  "gpt-5": ["gpt-5", "gpt-5-2025-08-07", "gpt-5-chat-latest", "gpt-5.1", "GPT-5.1-chat-latest"],
  "openai-o": ["o1", "o1-2024-12-17", "o1-pro", "o3"],
  "computer-use-preview": ["computer-use-preview-2025-03-11"],
  "gpt-4.1-mini": ["gpt-4.1-mini-2025-04-14"],
  "gpt-4.1-nano": ["gpt-4.1-nano"],
  "o4-mini": ["o4-mini-2025-04-16"],
  "gpt-5-mini": ["gpt-5-mini", "gpt-5-mini-2025-08-07"],
  "gpt-5-nano": ["gpt-5-nano"],
  "gpt-5.2": ["gpt-5.2", "gpt-5.2-pro"],
  "gpt-5.4": ["gpt-5.4", "gpt-5.4-mini", "gpt-5.4-nano-2026-03-17"],
  "gpt-5.5": ["gpt-5.5"],
  "gpt-5.6": ["gpt-5.6-sol", "openai.gpt-5.6-luna", "gpt-6-astra"],
  claude: [
    "claude-3-haiku-20240307",
    "claude-3-7-sonnet-latest",
    "claude-opus-4-20250514",
    "claude-opus-4-1",
    "claude-sonnet-4-6",
    "claude-haiku-4-5-20251001",
    "anthropic/claude-opus-4.6",
  ],
  "claude-high-resolution": [
    "claude-opus-4-7",
    "claude-opus-4-8-20260601",
    "anthropic/claude-opus-4.7",
    "us.anthropic.claude-opus-4-7-v1:0",
    "claude-sonnet-5",
    "claude-haiku-5-5",
    "claude-fable-5",
    "claude-opus-10",
  ],
  "gemini-2": ["gemini-1.5-pro", "gemini-2.5-flash", "models/gemini-2.0-flash"],
  "gemini-3": ["gemini-3-pro-preview", "gemini-3.8-flash", "gemini-flash-latest"],
  "qwen2.5-vl": ["Qwen/Qwen2.5-VL-7B-Instruct", "qwen2-vl-72b", "microsoft/Fara-7B", "fara-7b"],
  "qwen3.5": ["Qwen/Qwen3.5-9B", "qwen3-vl-8b-instruct", "qwen3.6-27b"],
  "fara1.5": ["microsoft/Fara1.5-9B", "fara-1.5-27b"],
};

/** Models whose provider does not say that they count like the family. */
const assumed: Readonly<Record<string, ImageFamily>> = {
  "gpt-5.3-codex": "gpt-5-mini",
  "gpt-5-codex": "gpt-5-mini",
  "gpt-5.1-codex-mini": "gpt-5-mini",
  "gpt-5.3": "gpt-5.2",
  "codex-mini-latest": "o4-mini",
  "o3-deep-research": "openai-o",
  "gpt-6-sol": "gpt-5.6",
  "gpt-5.9": "gpt-5.6",
  "qwen-vl-max": "qwen3.5",
};

describe("imageFormulaFor", () => {
  it.each(Object.entries(named))("finds %s for its models", (family, models) => {
    for (const model of models) {
      expect(imageFormulaFor(model), model).toBe(imageFormulas[family as ImageFamily]);
    }
  });

  it.each(Object.entries(assumed))("takes %s to count like %s, as an assumption", (model, family) => {
    expect(imageFormulaFor(model)).toEqual({ tokens: imageFormulas[family].tokens, evidence: "assumed" });
  });

  it("assumes OpenAI's tiles of a model that it does not know", () => {
    for (const model of ["", "/", "llama-4", "my-deployment", "o", "claude", "not-gpt-4o-mini"]) {
      expect(imageFormulaFor(model)).toBe(defaultImageFormula);
    }
    expect(defaultImageFormula).toEqual({ tokens: imageFormulas["gpt-4o"].tokens, evidence: "assumed" });
  });
});
