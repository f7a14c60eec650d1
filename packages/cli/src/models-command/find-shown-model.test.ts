import { describe, expect, it } from "vitest";
import { findShownModel } from "./find-shown-model.ts";

describe("findShownModel", () => {
  it.each([
    ["gpt5", "Did you mean gpt-5?"],
    ["faar-7b", "Did you mean fara-7b?"],
    ["openai/gpt-5-mni", "Did you mean gpt-5-mini, "],
  ])("takes %s for a misspelling", async (name, question) => {
    await expect(findShownModel(name, undefined)).rejects.toThrow(
      `There is no model ${JSON.stringify(name)} in the catalogue. ${question}`,
    );
  });

  it("suggests a model of the configuration as well", async () => {
    await expect(findShownModel("our-modle", { "our-model": {} })).rejects.toThrow("Did you mean our-model?");
  });

  it("shows what the price library knows to the letter, however near another name is", async () => {
    const { model, isKnown } = await findShownModel("openai/gpt-5-pro", undefined);
    expect([isKnown, model.contextWindow.value, model.contextWindow.evidence]).toEqual([false, 400_000, "documented"]);
  });

  it("states defaults for a model that nobody knows", async () => {
    const { model, isKnown } = await findShownModel("a-model-of-nobody", undefined);
    expect([isKnown, model.contextWindow.value, model.contextWindow.evidence]).toEqual([false, 128_000, "assumed"]);
  });

  it.each(["", "  ", "a\u001b[31m", "--", "what is this?", "x".repeat(201)])("refuses %j", async (name) => {
    await expect(findShownModel(name, undefined)).rejects.toThrow(
      "That is no name of a model. Write one as its provider does: gpt-5, qwen3:8b.",
    );
  });
});
