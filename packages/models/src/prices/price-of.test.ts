import { calcPrice } from "@pydantic/genai-prices";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../catalogue.ts";
import { findModel } from "../find-model.ts";
import { priceOf } from "./price-of.ts";
import { ratesOf } from "./rates-of.ts";

const at = new Date("2026-11-25T12:00:00Z");

describe("priceOf", () => {
  it("splits the price of gpt-5: 1.25 for input, 0.125 for cached input, 10 for output", async () => {
    const usage = { inputTokens: 100_000, cachedInputTokens: 80_000, outputTokens: 2_000, reasoningTokens: 1_000 };
    const price = await priceOf("openai/gpt-5-2025-08-07", { usage, at });
    // 20,000 × 1.25 + 80,000 × 0.125 + 2,000 × 10, in millionths.
    expect(price).toEqual({
      total: expect.closeTo(0.055, 12),
      input: 0.025,
      cachedInput: 0.01,
      cacheWrite: 0,
      output: 0.02,
      rates: { input: 1.25, cachedInput: 0.125, output: 10 },
      longContext: false,
      source: "https://github.com/pydantic/genai-prices",
      evidence: "documented",
    });
  });

  it("charges a long request of gpt-6-sol the dearer rates throughout: 4, 0.4, 5 and 15", async () => {
    const usage = { inputTokens: 300_000, cachedInputTokens: 200_000, cacheWriteTokens: 50_000, outputTokens: 10_000 };
    const price = await priceOf("gpt-6-sol", { usage, at });
    // 50,000 × 4 + 200,000 × 0.4 + 50,000 × 5 + 10,000 × 15, in millionths.
    expect(price).toMatchObject({ input: 0.2, cachedInput: 0.08, cacheWrite: 0.25, output: 0.15, longContext: true });
    expect(price?.total).toBeCloseTo(0.68, 12);
  });

  it("begins the dearer rates above the limit and not at it", async () => {
    const long = async (inputTokens: number) =>
      (await priceOf("gpt-6-sol", { usage: { inputTokens, outputTokens: 0 }, at }))?.longContext;
    expect([await long(272_000), await long(272_001)]).toEqual([false, true]);
  });

  it("takes the prices of the day: gpt-5.6-luna cost five times as much before 30 July 2026", async () => {
    const usage = { inputTokens: 100_000, outputTokens: 10_000 };
    const before = await priceOf("gpt-5.6-luna", { usage, at: new Date("2026-07-29T12:00:00Z") });
    const after = await priceOf("gpt-5.6-luna", { usage, at });
    // 100,000 × 1 + 10,000 × 6 before; 100,000 × 0.2 + 10,000 × 1.2 after.
    expect(before?.total).toBeCloseTo(0.16, 12);
    expect(after?.total).toBeCloseTo(0.032, 12);
  });

  it("has a price of its own where the library has none", async () => {
    const price = await priceOf("gpt-6.1-terra", { usage: { inputTokens: 280_000, outputTokens: 1_000 }, at });
    expect(price).toMatchObject({ input: 0.56, output: 0.0075, longContext: true, evidence: "documented" });
    expect(price?.source).toBe("https://developers.openai.com/api/docs/models/gpt-6.1-terra");
  });

  it("gives a snapshot the price of its own", async () => {
    const usage = { inputTokens: 1_000_000, outputTokens: 0 };
    expect((await priceOf("gpt-4o-2024-05-13", { usage, at }))?.total).toBe(5);
    expect((await priceOf("gpt-4o", { usage, at }))?.total).toBe(2.5);
  });

  it("prices a model that only the library knows", async () => {
    const price = await priceOf("anthropic/claude-sonnet-4-5", { usage: { inputTokens: 1000, outputTokens: 10 }, at });
    expect(price?.total).toBeCloseTo(0.00315, 12);
  });

  it.each(["fara-7b", "qwen3:8b", "a-model-of-nobody", ""])("has no price for %j, and does not say 0", async (name) => {
    expect(await priceOf(name, { usage: { inputTokens: 1000, outputTokens: 10 }, at })).toBeUndefined();
  });

  it("takes an entry as well as a name", async () => {
    const usage = { inputTokens: 1_000_000, outputTokens: 0 };
    expect((await priceOf(findModel("o3"), { usage, at }))?.total).toBe(2);
  });

  it("charges no more cached tokens than there is input", async () => {
    const usage = { inputTokens: 1_000_000, cachedInputTokens: 5_000_000, cacheWriteTokens: 9, outputTokens: 0 };
    expect(await priceOf("gpt-5", { usage, at })).toMatchObject({ total: 0.125, input: 0, cacheWrite: 0 });
  });

  it.each([
    [
      { inputTokens: -1, outputTokens: 0 },
      "usage.inputTokens is -1. Pass a number of 0 or more, as the provider reported it.",
    ],
    [
      { inputTokens: 1, outputTokens: Number.NaN },
      "usage.outputTokens is NaN. Pass a number of 0 or more, as the provider reported it.",
    ],
  ])("refuses %j", async (usage, message) => {
    await expect(priceOf("gpt-5", { usage, at })).rejects.toThrow(message);
  });

  it("comes to what the library itself comes to", async () => {
    const tokens = fc.nat(400_000);
    const hosted = catalogue.filter(({ price }) => price.value?.kind === "library").map(({ name }) => name);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...hosted),
        tokens,
        fc.double({ min: 0, max: 1, noNaN: true }),
        tokens,
        async (name, input, share, output) => {
          const cached = Math.floor(input * share);
          const price = await priceOf(name, {
            usage: { inputTokens: input, cachedInputTokens: cached, outputTokens: output },
            at,
          });
          const library = calcPrice({ input_tokens: input, cache_read_tokens: cached, output_tokens: output }, name, {
            providerId: "openai",
            timestamp: at,
          });
          expect(price?.total).toBeCloseTo(library?.total_price ?? Number.NaN, 10);
        },
      ),
    );
  });
});

describe("ratesOf", () => {
  it("has rates for every hosted model, and for no other", async () => {
    for (const model of catalogue) {
      expect((await ratesOf(model, { at })) !== undefined, model.name).toBe(model.hosting.value === "hosted");
    }
  });

  it("says where long requests begin, and what they cost", async () => {
    expect(await ratesOf("gpt-5.4", { at })).toEqual({
      rates: { input: 2.5, cachedInput: 0.25, output: 15 },
      longContext: { above: 271_999, input: 5, cachedInput: 0.5, output: 22.5 },
      source: "https://github.com/pydantic/genai-prices",
      evidence: "documented",
    });
  });
});
