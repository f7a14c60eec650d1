import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBreakEven } from "./break-even.ts";

const prices = { input: 1, cachedInput: 0.1, cacheWrite: 1.25, output: 5 };

describe("createBreakEven", () => {
  it("sets what waiting has cost against what compacting costs", () => {
    const breakEven = createBreakEven(prices);
    for (let call = 0; call < 10; call += 1) breakEven.called(100_000, 40_000);
    // 60,000 tokens too many at 0.1 over 10 calls; 40,000 tokens written to the cache instead of read: 1.15 each.
    const prospect = { tokens: 100_000, target: 40_000, asksModel: false };
    expect(breakEven.weigh(prospect)).toEqual({ saving: 60_000, cost: 46_000, lost: 0, debt: 0 });
    // With a model, also 100,000 tokens read and 2,000 written.
    expect(breakEven.weigh({ ...prospect, asksModel: true }).cost).toBe(156_000);
  });

  it("waits until a compaction has saved what it cost, and does not count what it could not take out", () => {
    const breakEven = createBreakEven(prices);
    breakEven.compacted({
      tokens: 100_000,
      target: 40_000,
      asksModel: false,
      tokensAfter: 60_000,
      outputTokens: undefined,
    });
    const prospect = { tokens: 70_000, target: 40_000, asksModel: false };
    const { debt } = breakEven.weigh(prospect);
    expect(debt).toBeCloseTo(60_000 * 1.15);
    breakEven.called(70_000, 40_000);
    expect(breakEven.weigh(prospect)).toEqual({
      saving: 1_000,
      cost: expect.closeTo(69_000),
      lost: 0,
      debt: expect.closeTo(69_000 - 4_000),
    });
    const restarted = createBreakEven(prices, JSON.parse(JSON.stringify(breakEven.state())));
    expect(restarted.weigh(prospect)).toEqual(breakEven.weigh(prospect));
  });

  it("costs at most one compaction more than never compacting, and what failed since, whenever a session ends", () => {
    const situation = fc.record({
      growth: fc.array(fc.oneof(fc.nat({ max: 3_000 }), fc.nat({ max: 150_000 })), { minLength: 1, maxLength: 200 }),
      target: fc.integer({ min: 100, max: 50_000 }),
      gap: fc.integer({ min: 1, max: 100_000 }),
      missed: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
      fails: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
      asksModel: fc.boolean(),
      cachedInput: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(situation, ({ growth, target, gap, missed, fails, asksModel, cachedInput }) => {
        const breakEven = createBreakEven({ ...prices, cachedInput });
        let tokens = target;
        let whole = target;
        let spent = 0;
        let spentNever = 0;
        let dearest = 0;
        let compactions = 0;
        let attempts = 0;
        for (const added of growth) {
          tokens += added;
          whole += added;
          const prospect = { tokens, target, asksModel };
          const { saving, cost, lost, debt } = breakEven.weigh(prospect);
          const isTried = tokens >= target + gap && debt === 0 && saving >= cost + lost;
          if (isTried) attempts += 1;
          if (isTried && asksModel && fails[attempts % fails.length] === true) {
            const usage = { inputTokens: tokens, outputTokens: 2_000 };
            const bill = breakEven.bill([{ cost: { calls: 1, usage }, tokensAfter: null }], tokens);
            breakEven.failed(bill);
            spent += bill;
            expect(lost + bill).toBeLessThanOrEqual(saving * 1.000001);
          } else if (isTried) {
            // Some compactions do not reach their target.
            const share = missed[compactions % missed.length] ?? 0;
            const tokensAfter = target + Math.floor((tokens - target) * share);
            breakEven.compacted({ ...prospect, tokensAfter, outputTokens: undefined });
            const paid = breakEven.state().debt;
            // What failed before is spent already.
            spent += paid - lost;
            dearest = Math.max(dearest, paid);
            tokens = tokensAfter;
            compactions += 1;
          }
          breakEven.called(tokens, target);
          spent += tokens * cachedInput;
          spentNever += whole * cachedInput;
        }
        const { lost } = breakEven.weigh({ tokens, target, asksModel });
        expect(spent).toBeLessThanOrEqual((spentNever + dearest + lost) * 1.000001);
      }),
      { numRuns: 3_000, seed: 20261125 },
    );
  });

  it("has the next compaction save what attempts have cost that failed after a model was paid", () => {
    const breakEven = createBreakEven(prices);
    const prospect = { tokens: 100_000, target: 40_000, asksModel: true };
    const usage = { inputTokens: 100_000, cachedInputTokens: 60_000, outputTokens: 1_000 };
    const attempts = [
      { cost: { calls: 1, usage }, tokensAfter: null },
      // It answered, and said nothing of its usage; and one that did not even answer.
      { cost: { calls: 1 }, tokensAfter: 90_000 },
      { cost: { calls: 1 }, tokensAfter: null },
      { tokensAfter: 80_000 },
    ];
    const bill = breakEven.bill(attempts, 100_000);
    expect(bill).toBe(40_000 + 6_000 + 5_000 + (100_000 + 10_000));
    breakEven.failed(bill);
    breakEven.failed(0);
    expect(breakEven.weigh(prospect)).toEqual({ saving: 0, cost: 156_000, lost: bill, debt: 0 });
    const restarted = createBreakEven(prices, JSON.parse(JSON.stringify(breakEven.state())));
    expect(restarted.weigh(prospect)).toEqual(breakEven.weigh(prospect));
    breakEven.compacted({ ...prospect, tokensAfter: 40_000, outputTokens: 2_000, bill: 20_000 });
    expect(breakEven.weigh(prospect)).toMatchObject({ lost: 0, debt: bill + 20_000 + 46_000 });
  });

  it("takes what a model reports as tokens only where it can be", () => {
    const breakEven = createBreakEven(prices);
    const usage = { inputTokens: Number.NaN, cachedInputTokens: 1e9, outputTokens: -1, cacheWriteTokens: 5 };
    expect(breakEven.bill([{ cost: { calls: 1, usage }, tokensAfter: null }], 1_000)).toBe(0);
  });

  it("begins anew with another conversation, and still knows how much a model writes", () => {
    const breakEven = createBreakEven(prices);
    breakEven.called(100_000, 40_000);
    breakEven.compacted({ tokens: 9_000, target: 1_000, asksModel: true, tokensAfter: 2_000, outputTokens: 300 });
    breakEven.called(100_000, 40_000);
    breakEven.failed(7);
    breakEven.restart();
    expect(breakEven.state()).toEqual({ rent: 0, debt: 0, savingPerCall: 0, floor: 0, outputTokens: 300, lost: 0 });
  });

  it("stays a number whatever it is told, so that its state can be read again", () => {
    const tokens = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const price = fc.double({ min: 0, max: 1e12, noNaN: true });
    const calls = fc.array(fc.record({ tokens, tokensAfter: tokens, target: tokens, outputTokens: tokens }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(calls, price, price, fc.boolean(), (made, input, output, asksModel) => {
        const breakEven = createBreakEven({ input, output });
        for (const call of made) {
          breakEven.called(call.tokens, call.target);
          breakEven.failed(breakEven.bill([{ cost: { calls: 1 }, tokensAfter: 1 }], call.tokens));
          breakEven.compacted({ ...call, asksModel });
        }
        expect(Object.values(breakEven.state()).every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it.each([null, 7, "cheap", []])("refuses prices that are no object: %j", (given) => {
    expect(() => createBreakEven(given as never)).toThrow(
      "The prices must be an object with input and output. Give all prices in one unit, for example dollars for a million tokens.",
    );
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e13, null, "5", true])("refuses %s as a price", (price) => {
    for (const name of ["input", "output", "cachedInput", "cacheWrite"]) {
      expect(() => createBreakEven({ ...prices, [name]: price })).toThrow(
        `The price ${name} must be a number, zero or more, and at most 1e12. Give all prices in one unit, for example dollars for a million tokens.`,
      );
    }
    expect(() => createBreakEven({ input: 1 } as never)).toThrow("The price output must be");
  });
});
