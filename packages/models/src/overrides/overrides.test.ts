import { MassGenError } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../catalogue.ts";
import { describeModel, findModel } from "../find-model.ts";
import { priceOf } from "../prices/price-of.ts";
import { configuredModels } from "./configured-models.ts";
import { readModelOverrides } from "./read-overrides.ts";

const yours = { evidence: "documented", source: "your configuration" };

describe("overrides", () => {
  it("take the place of what the catalogue states, and of nothing else", () => {
    const overrides = {
      "qwen3:8b": { contextWindow: 16_384, memoryNeeded: { int4: 6 }, compaction: { server: true } },
    };
    const model = findModel("Qwen/Qwen3-8B-GGUF", { overrides });
    const original = findModel("qwen3-8b");
    expect(model).toEqual({
      ...original,
      contextWindow: { value: 16_384, ...yours },
      memoryNeeded: { ...original.memoryNeeded, int4: { value: 6, ...yours } },
      compaction: { ...original.compaction, server: { value: true, ...yours } },
    });
  });

  it("describe a model that the catalogue lacks, with defaults for the rest", () => {
    const overrides = {
      "our-model": {
        aliases: ["ours"],
        provider: "us",
        inputModalities: ["text", "image"],
        computer: { dialect: "fara-1.5", coordinates: "thousandths", frame: { width: 1280, height: 800 } },
        hosting: "self-hosted",
        price: "none",
      },
    } as const;
    const model = findModel("them/OURS", { overrides });
    expect(model.name).toBe("our-model");
    expect(model.provider).toBe("us");
    expect(model.inputModalities).toEqual({ value: ["text", "image"], ...yours });
    expect(model.computer.frame).toEqual({ value: { width: 1280, height: 800 }, ...yours });
    expect(model.price).toEqual({ value: { kind: "none" }, ...yours });
    expect(model.contextWindow).toMatchObject({ value: 128_000, evidence: "assumed" });
  });

  it("make a smaller window bound the input as well", () => {
    const model = findModel("gpt-5", { overrides: { "gpt-5": { contextWindow: 100_000 } } });
    expect(model.maximumInputTokens).toEqual({ value: 100_000, ...yours });
    const larger = findModel("gpt-5", { overrides: { "gpt-5": { contextWindow: 300_000 } } });
    expect(larger.maximumInputTokens.value).toBe(272_000);
  });

  it("set a price", async () => {
    const overrides = { "our-model": { price: { input: 2, cachedInput: 0.5, output: 8 } } };
    const usage = { inputTokens: 1_000_000, cachedInputTokens: 400_000, outputTokens: 100_000 };
    expect(await priceOf("our-model", { usage, overrides })).toMatchObject({
      input: 1.2,
      cachedInput: 0.2,
      output: 0.8,
      source: "your configuration",
    });
  });

  it("leave the catalogue as it is", () => {
    const before = JSON.stringify(catalogue);
    expect(configuredModels({ "gpt-5": { contextWindow: 1 } })).toHaveLength(catalogue.length);
    expect(configuredModels({ ours: {} })).toHaveLength(catalogue.length + 1);
    expect(JSON.stringify(catalogue)).toBe(before);
  });

  it("suggest a name of the configuration", () => {
    expect(() => findModel("our-modl", { overrides: { "our-model": {} } })).toThrow("Did you mean our-model?");
  });
});

describe("what cannot be used", () => {
  it.each<[string, unknown, string]>([
    ["a list of models", [], "models must be an object, not []."],
    [
      "a window in words",
      { a: { contextWindow: "16k" } },
      'models["a"].contextWindow must be a whole number of 1 or more, not "16k".',
    ],
    [
      "a window of 0",
      { a: { contextWindow: 0 } },
      'models["a"].contextWindow must be a whole number of 1 or more, not 0.',
    ],
    ["a model that is null", { a: null }, 'models["a"] must be an object, not null.'],
    [
      "an unknown modality",
      { a: { inputModalities: ["text", "smell"] } },
      'models["a"].inputModalities[1] must be one of text, image, audio, video, not "smell".',
    ],
    ["a price without output", { a: { price: { input: 1 } } }, 'models["a"].price.output is missing.'],
    [
      "a negative price",
      { a: { price: { input: -1, output: 2 } } },
      'models["a"].price.input must be a number of 0 or more, not -1.',
    ],
    [
      "a window with a fraction",
      { a: { contextWindow: 0.5 } },
      'models["a"].contextWindow must be a whole number of 1 or more, not 0.5.',
    ],
    [
      "a negative window",
      { a: { maximumOutputTokens: -1 } },
      'models["a"].maximumOutputTokens must be a whole number of 1 or more, not -1.',
    ],
    [
      "a window beyond all windows",
      { a: { contextWindow: 1e20 } },
      'models["a"].contextWindow must be at most 9,007,199,254,740,991, not 100000000000000000000.',
    ],
    [
      "more output than the window",
      { a: { contextWindow: 8_000, maximumOutputTokens: 9_000 } },
      'models["a"].maximumOutputTokens must be at most contextWindow, 8000, not 9000.',
    ],
    [
      "more input than the window",
      { a: { contextWindow: 8_000, maximumInputTokens: 8_001 } },
      'models["a"].maximumInputTokens must be at most contextWindow, 8000, not 8001.',
    ],
    ["no modality", { a: { inputModalities: [] } }, 'models["a"].inputModalities must not be an empty list.'],
    [
      "one modality twice",
      { a: { outputModalities: ["text", "text"] } },
      'models["a"].outputModalities[1] says "text" again.',
    ],
    [
      "a price of more than a dollar a token",
      { a: { price: { input: 1, output: 1e7 } } },
      'models["a"].price.output must be at most 1,000,000, not 10000000.',
    ],
    ["a price in words", { a: { price: "free" } }, 'models["a"].price must be an object, not "free".'],
    [
      "a price that is no number",
      { a: { price: { input: Number.NaN, output: 1 } } },
      'models["a"].price.input must be a number of 0 or more, not NaN.',
    ],
    [
      "no memory",
      { a: { memoryNeeded: { int4: 0 } } },
      'models["a"].memoryNeeded.int4 must be a number above 0, not 0.',
    ],
    [
      "a huge frame",
      { a: { computer: { frame: { width: 1e6, height: 1 } } } },
      'models["a"].computer.frame.width must be at most 100,000, not 1000000.',
    ],
    [
      "a name that is too long",
      { ["a".repeat(201)]: {} },
      `models: a model's name must be text of at most 200 characters, not "${"a".repeat(79)}….`,
    ],
    [
      "what JSON has no word for",
      { a: { reasoning: 1n } },
      'models["a"].reasoning must be true or false, not a bigint.',
    ],
    ["reasoning as a number", { a: { reasoning: 1 } }, 'models["a"].reasoning must be true or false, not 1.'],
    ["a blank licence", { a: { licence: " " } }, 'models["a"].licence must be text, not " ".'],
    ["aliases as text", { a: { aliases: "b" } }, 'models["a"].aliases must be a list, not "b".'],
  ])("%s", (_, overrides, problem) => {
    expect(() => readModelOverrides(overrides)).toThrow(
      expect.objectContaining({ code: "invalid-model-configuration", problem }),
    );
  });

  it("anything else, always with an error of ours that names the field", { timeout: 60_000 }, () => {
    const names = [
      "contextWindow",
      "inputModalities",
      "aliases",
      "price",
      "computer",
      "memoryNeeded",
      "licence",
      "odd",
    ];
    const model = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...names), fc.anything()));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.string(), model)), (overrides) => {
        try {
          configuredModels(readModelOverrides(overrides));
        } catch (error) {
          if (!MassGenError.isInstance(error)) throw error;
          expect(error.code).toBe("invalid-model-configuration");
          expect(error.message).toMatch(/^models[^\n]*$/);
        }
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });

  it.each(["contextwindow", "constructor", "toString"])("a field named %s", (name) => {
    expect(() => readModelOverrides({ a: { compaction: { [name]: true } } })).toThrow(
      `models["a"].compaction.${name} is not a field that models have. There are endpoint, trigger, server.`,
    );
  });

  it("a field of the prototype's name", () => {
    const overrides: unknown = JSON.parse('{ "__proto__": { "reasoning": true }, "a": { "__proto__": {} } }');
    expect(() => readModelOverrides(overrides)).toThrow('models["a"].__proto__ is not a field that models have.');
  });

  it("says where in the file the models are", () => {
    expect(() => readModelOverrides({ a: 1 }, "massgen.json: models")).toThrow(
      'massgen.json: models["a"] must be an object, not 1.',
    );
  });

  it("one model twice", () => {
    expect(() => describeModel("gpt-5", { overrides: { "gpt-5": {}, "openai/gpt-5": {} } })).toThrow(
      'models["openai/gpt-5"] describes gpt-5 a second time. Keep one of the two.',
    );
  });

  it("an alias that another model has", () => {
    expect(() => describeModel("x", { overrides: { ours: { aliases: ["GPT_5"] } } })).toThrow(
      'models["ours"] has the name "gpt-5", which is gpt-5\'s. Give it another one.',
    );
  });
});
