import { describe, expect, it } from "vitest";
import { findModel } from "./find-model.ts";
import { lookUpModel } from "./look-up-model.ts";

describe("lookUpModel", () => {
  it("takes window, provider and price of a model of another provider from the library", async () => {
    expect(await lookUpModel("anthropic/claude-sonnet-4-5")).toMatchObject({
      provider: "anthropic",
      contextWindow: { value: 200_000, evidence: "documented" },
      maximumOutputTokens: { value: 4096, evidence: "assumed" },
      hosting: { value: "hosted", evidence: "documented" },
      price: { value: { kind: "library", provider: "anthropic", model: "claude-sonnet-4-5" } },
    });
  });

  it("prefers the catalogue, and your configuration to the library", async () => {
    expect(await lookUpModel("gpt-5.5")).toBe(findModel("gpt-5.5"));
    const overrides = { "claude-sonnet-4-5": { contextWindow: 1_000_000 } };
    expect((await lookUpModel("claude-sonnet-4-5", { overrides })).contextWindow.value).toBe(1_000_000);
  });

  it("states its defaults for a model that nobody knows", async () => {
    expect((await lookUpModel("a-model-of-nobody")).contextWindow).toMatchObject({
      value: 128_000,
      evidence: "assumed",
    });
  });
});
