import { describe, expect, it } from "vitest";
import { costOf } from "./session-cost.ts";

const rates = { input: 2, cachedInput: 0.5, output: 10, longContext: { above: 1_000, input: 4, output: 20 } };
const overrides = { mine: { price: rates }, free: { price: "none" } } as const;
const small = { inputTokens: 1_000, cachedInputTokens: 600, outputTokens: 100 };

describe("costOf", () => {
  it("prices each request at the rates for its size", async () => {
    const requests = [
      { model: "mine", usage: small },
      { model: "mine", usage: { inputTokens: 2_000, outputTokens: 100 } },
    ];
    // 400 × 2 + 600 × 0.5 + 100 × 10, and 2,000 × 4 + 100 × 20, for a million.
    expect(await costOf(requests, overrides)).toEqual({
      dollars: 0.0121,
      unpriced: 0,
      sources: ["your configuration"],
    });
  });

  it("counts the requests that it has no price for", async () => {
    const requests = ["mine", "free", "a-model-of-nobody"].map((model) => ({ model, usage: small }));
    expect(await costOf(requests, overrides)).toMatchObject({ dollars: 0.0021, unpriced: 2 });
    expect(await costOf(requests.slice(1), overrides)).toBeUndefined();
    expect(await costOf([], overrides)).toBeUndefined();
  });

  it("takes no price from beyond the catalogue, since a server of one's own has such names too", async () => {
    expect(await costOf([{ model: "kimi-k2", usage: small }], undefined)).toBeUndefined();
    expect((await costOf([{ model: "gpt-5", usage: small }], undefined))?.dollars).toBeGreaterThan(0);
  });

  it("has no price for counts that are none", async () => {
    const usage = { inputTokens: Number.NaN, outputTokens: -1 };
    expect(await costOf([{ model: "mine", usage }], overrides)).toBeUndefined();
  });
});
