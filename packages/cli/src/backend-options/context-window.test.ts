import { describe, expect, it } from "vitest";
import { resolveContextWindow } from "./context-window.ts";

const nothing = { typed: undefined, overrides: undefined };

describe("resolveContextWindow", () => {
  it.each([
    ["gpt-5", 272_000, "documented"],
    ["openai/gpt-5-2025-08-07", 272_000, "documented"],
    ["o3", 200_000, "documented"],
    ["gpt-5.4-mini", 272_000, "assumed"],
    ["qwen3:8b", 32_768, "documented"],
    ["ui-tars-1.5-7b", 128_000, "assumed"],
    ["gpt5", 128_000, "assumed"],
  ])("takes the input that %s may have from the catalogue, else a default", async (model, contextWindow, evidence) => {
    const source = expect.stringMatching(/./);
    expect(await resolveContextWindow({ ...nothing, model })).toEqual({
      contextWindow,
      contextWindowFact: { evidence, source },
    });
  });

  it("lets the configuration correct it, also where only the whole window is stated", async () => {
    const overrides = { "gpt-5": { contextWindow: 100_000 }, mine: { contextWindow: 5_000 } };
    for (const [model, contextWindow] of [
      ["gpt-5", 100_000],
      ["mine:latest", 5_000],
    ] as const) {
      expect(await resolveContextWindow({ ...nothing, model, overrides })).toEqual({
        contextWindow,
        contextWindowFact: { evidence: "documented", source: "your configuration" },
      });
    }
  });

  it("goes by an option before all else, and keeps it for the same model", async () => {
    const typed = await resolveContextWindow({ ...nothing, model: "gpt-5", typed: "9k" });
    expect(typed).toEqual({ contextWindow: 9_000 });
    const again = (model: string, isSameModel: boolean) =>
      resolveContextWindow({ ...nothing, model, saved: { ...typed, isSameModel } });
    expect(await again("gpt-5", true)).toEqual(typed);
    expect(await again("o3", false)).toMatchObject({ contextWindow: 200_000 });
    expect(await again("a-model-of-nobody", false)).toEqual(typed);
  });

  it("looks again where the catalogue said it before, as the configuration may have changed", async () => {
    const saved = { ...(await resolveContextWindow({ ...nothing, model: "gpt-5" })), isSameModel: true };
    const overrides = { "gpt-5": { maximumInputTokens: 50_000 } };
    expect(await resolveContextWindow({ model: "gpt-5", typed: undefined, overrides, saved })).toMatchObject({
      contextWindow: 50_000,
    });
  });

  it("does not trust a server of one's own with all that its model was trained for, unless it is told to", async () => {
    const found = await resolveContextWindow({ model: "llama-4-scout", typed: undefined, overrides: undefined });
    expect(found).toEqual({
      contextWindow: 32_768,
      contextWindowFact: { evidence: "assumed", source: "what servers of one's own often allow" },
    });
    const overrides = { "llama-4-scout": { contextWindow: 100_000 } };
    expect(await resolveContextWindow({ model: "llama-4-scout", typed: undefined, overrides })).toMatchObject({
      contextWindow: 100_000,
    });
  });
});
