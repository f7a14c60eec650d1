import type { MassGenEvent } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../adapters/openai-chat.ts";
import type { Strategy } from "../strategies/strategy.ts";
import { lengthCounter } from "../testing/length-counter.ts";
import { createBreakEven } from "./break-even.ts";
import { createCompactor } from "./create-compactor.ts";

const prices = { input: 1, cachedInput: 0.1, cacheWrite: 1.25, output: 5 };

describe("createBreakEven", () => {
  it("sets what waiting has cost against what compacting costs", () => {
    const breakEven = createBreakEven(prices);
    for (let call = 0; call < 10; call += 1) breakEven.called(100_000, 40_000);
    // 60,000 tokens too many at 0.1 over 10 calls; 40,000 tokens written to the cache instead of read: 1.15 each.
    const prospect = { tokens: 100_000, target: 40_000, asksModel: false };
    expect(breakEven.weigh(prospect)).toEqual({ saving: 60_000, cost: 46_000, debt: 0 });
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
      debt: expect.closeTo(69_000 - 4_000),
    });
    const restarted = createBreakEven(prices, JSON.parse(JSON.stringify(breakEven.state())));
    expect(restarted.weigh(prospect)).toEqual(breakEven.weigh(prospect));
  });

  it("costs at most one compaction more than never compacting, whenever and however unevenly a session ends", () => {
    const situation = fc.record({
      growth: fc.array(fc.oneof(fc.nat({ max: 3_000 }), fc.nat({ max: 150_000 })), { minLength: 1, maxLength: 200 }),
      target: fc.integer({ min: 100, max: 50_000 }),
      gap: fc.integer({ min: 1, max: 100_000 }),
      missed: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
      asksModel: fc.boolean(),
      cachedInput: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(situation, ({ growth, target, gap, missed, asksModel, cachedInput }) => {
        const breakEven = createBreakEven({ ...prices, cachedInput });
        let tokens = target;
        let whole = target;
        let spent = 0;
        let spentNever = 0;
        let dearest = 0;
        let compactions = 0;
        for (const added of growth) {
          tokens += added;
          whole += added;
          const prospect = { tokens, target, asksModel };
          const { saving, cost, debt } = breakEven.weigh(prospect);
          if (tokens >= target + gap && debt === 0 && saving >= cost) {
            // Some compactions do not reach their target.
            const share = missed[compactions % missed.length] ?? 0;
            const tokensAfter = target + Math.floor((tokens - target) * share);
            breakEven.compacted({ ...prospect, tokensAfter, outputTokens: undefined });
            const paid = breakEven.state().debt;
            spent += paid;
            dearest = Math.max(dearest, paid);
            tokens = tokensAfter;
            compactions += 1;
          }
          breakEven.called(tokens, target);
          spent += tokens * cachedInput;
          spentNever += whole * cachedInput;
        }
        expect(spent).toBeLessThanOrEqual((spentNever + dearest) * 1.000001);
      }),
      { numRuns: 3_000, seed: 20261125 },
    );
  });

  it("refuses prices that are none", () => {
    expect(() => createBreakEven({ ...prices, output: -1 })).toThrow(
      "The price output must be a number, zero or more. Give all prices in one unit, for example dollars for a million tokens.",
    );
  });
});

describe("a compactor that knows prices", () => {
  const halve: Strategy<ChatMessage> = {
    name: "halve",
    propose: (view) => {
      const edits = view.items.flatMap((item, index) =>
        view.pinned.has(index) || item.content === "short"
          ? []
          : [{ kind: "replace", index, item: { role: "user", content: "short" }, reason: "halved" } as const],
      );
      return edits.length > 0 ? { kind: "edits", edits } : { kind: "nothing", reason: "nothing to halve" };
    },
  };
  const message = { role: "user", content: "x".repeat(800) };

  /** At which call of a growing conversation the first compaction is made. */
  async function firstCompaction(asksModel: boolean, useful: Partial<typeof prices> = {}) {
    const events: MassGenEvent[] = [];
    const compactor = createCompactor<ChatMessage>({
      contextWindow: 20_000,
      trigger: 0.1,
      target: 0.05,
      counter: lengthCounter,
      strategies: [{ ...halve, asksModel }],
      prices: { ...prices, ...useful },
      onEvent: (event) => void events.push(event),
    });
    let items: readonly ChatMessage[] = [];
    const reasons: string[] = [];
    for (let call = 1; call <= 100; call += 1) {
      const { report, items: next } = await compactor.fit([...items, message]);
      if (report.status === "compacted") return { call, tokens: report.tokensBefore, reasons };
      reasons.push(report.reason);
      items = next;
    }
    return { call: 0, tokens: 0, reasons };
  }

  it("compacts at once where that costs next to nothing, later where a model is asked, and says why it waits", async () => {
    const cheap = await firstCompaction(false, { cacheWrite: 0.1 });
    const dear = await firstCompaction(true);
    expect(cheap.tokens).toBeLessThan(2_300);
    expect(dear.call).toBeGreaterThan(cheap.call + 10);
    expect(dear.reasons.at(-1)).toMatch(
      /^waiting: a compaction would cost [\d.e+]+ and, if the session goes on for as long as it has, save [\d.e+]+$/,
    );
  });

  it("compacts in any case where the window is nearly full", async () => {
    const never = await firstCompaction(true, { input: 1_000, output: 1_000_000 });
    expect(never.tokens).toBeGreaterThanOrEqual(18_000);
    expect(never.tokens).toBeLessThan(18_500);
  });
});
