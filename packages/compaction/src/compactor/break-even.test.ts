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
  it("sets what carrying costs over as many calls as there were against what compacting costs", () => {
    const breakEven = createBreakEven(prices);
    for (let call = 0; call < 10; call += 1) breakEven.called();
    // 60,000 tokens less at 0.1 over 10 calls; 40,000 tokens written to the cache instead of read: 1.15 each.
    expect(breakEven.weigh({ tokens: 100_000, target: 40_000, asksModel: false })).toEqual({
      saving: 60_000,
      cost: 46_000,
      calls: 10,
    });
    // With a model, also 100,000 tokens read and 2,000 written.
    expect(breakEven.weigh({ tokens: 100_000, target: 40_000, asksModel: true }).cost).toBe(156_000);
    breakEven.compacted(500);
    expect(breakEven.state()).toEqual({ calls: 0, outputTokens: 500 });
    expect(
      createBreakEven(prices, { calls: 3, outputTokens: 500 }).weigh({ tokens: 9, target: 1, asksModel: true }),
    ).toEqual({
      saving: expect.closeTo(2.4),
      cost: expect.closeTo(9 + 2_500 + 1.15),
      calls: 3,
    });
  });

  it("costs at most one compaction more than never compacting, whenever a growing session ends", () => {
    const situation = fc.record({
      growth: fc.integer({ min: 1, max: 5_000 }),
      target: fc.integer({ min: 100, max: 50_000 }),
      gap: fc.integer({ min: 1, max: 100_000 }),
      calls: fc.integer({ min: 1, max: 600 }),
      asksModel: fc.boolean(),
      cachedInput: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(situation, ({ growth, target, gap, calls, asksModel, cachedInput }) => {
        const breakEven = createBreakEven({ ...prices, cachedInput });
        let tokens = target;
        let whole = target;
        let spent = 0;
        let spentNever = 0;
        let dearest = 0;
        for (let call = 0; call < calls; call += 1) {
          tokens += growth;
          whole += growth;
          const { saving, cost } = breakEven.weigh({ tokens, target, asksModel });
          if (tokens >= target + gap && saving >= cost) {
            spent += cost;
            dearest = Math.max(dearest, cost);
            tokens = target;
            breakEven.compacted(undefined);
          }
          breakEven.called();
          spent += tokens * cachedInput;
          spentNever += whole * cachedInput;
        }
        expect(spent).toBeLessThanOrEqual((spentNever + dearest) * 1.000001);
      }),
      { numRuns: 2_000, seed: 20261125 },
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
      /^waiting: a compaction would cost [\d.e+]+ and save [\d.e+]+ over the \d+ calls that the session so far makes likely$/,
    );
  });

  it("compacts in any case where the window is nearly full", async () => {
    const never = await firstCompaction(true, { input: 1_000, output: 1_000_000 });
    expect(never.tokens).toBeGreaterThanOrEqual(18_000);
    expect(never.tokens).toBeLessThan(18_500);
  });
});
