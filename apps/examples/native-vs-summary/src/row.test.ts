import type { CompactionReport, StrategyAttempt } from "@massgen/compaction";
import { describe, expect, it } from "vitest";
import { openaiPrice, type PricedRequest, unknownPrice } from "./price.ts";
import { rowOf } from "./row.ts";

const contestant = { strategy: "naive", mode: null, source: "emulated" } as const;

function reportOf(
  status: CompactionReport["status"],
  [tokensBefore, tokensAfter]: readonly [number, number],
  attempts: readonly StrategyAttempt[],
): CompactionReport {
  const sizes = { itemsBefore: 9, itemsAfter: 3, tokensBefore, tokensAfter, target: 100, durationMilliseconds: 0.4 };
  const names = { format: "openai-responses", counter: "emulator", estimated: false, strategy: null, reason: "late" };
  return { status, ...sizes, ...names, attempts, actions: [], unansweredCalls: [] };
}

function attemptOf(calls: number, inputTokens: number, outputTokens: number): StrategyAttempt {
  const cost = { calls, usage: { inputTokens, outputTokens } };
  return { strategy: "naive", outcome: "failed", reason: "not smaller", tokensAfter: null, cost };
}

describe("rowOf", () => {
  const compactions = [
    reportOf("compacted", [900, 300], [attemptOf(2, 800, 60)]),
    reportOf("compacted", [950, 200], [attemptOf(1, 400, 40)]),
    reportOf("compacted", [920, 250], []),
    reportOf("failed", [990, 990], [attemptOf(1, 500, 50), attemptOf(1, 500, 50)]),
    reportOf("failed", [990, 990], []),
  ];
  const requests = [
    { tokens: 300, repeatedTokens: 0 },
    { tokens: 990, repeatedTokens: 300 },
  ];

  it("adds up compactions that were used and what all of them cost", () => {
    expect(rowOf(contestant, { requests, compactions }, unknownPrice)).toEqual({
      ...contestant,
      compactions: 3,
      failures: 2,
      failureReasons: ["not smaller", "late"],
      calls: 5,
      inputTokens: 2_200,
      outputTokens: 200,
      tokensBefore: 2_770,
      tokensAfter: 750,
      medianTokensBefore: 920,
      medianTokensAfter: 250,
      sessionInputTokens: 1_290,
      repeatedInputTokens: 300,
      peakTokens: 990,
      milliseconds: 2,
      cost: null,
      costWithCache: null,
    });
  });

  it("prices call by call, as a large request may cost more for each token", () => {
    const priced: PricedRequest[] = [];
    const { cost } = rowOf(contestant, { requests: [], compactions }, (request) => {
      priced.push(request);
      return request.inputTokens;
    });
    expect(priced.map(({ inputTokens }) => inputTokens)).toEqual([400, 400, 500]);
    expect(cost).toBe(2 * 400 + 400 + 2 * 500);
  });
});

describe("openaiPrice", () => {
  it("is the list price, lower for what the cache serves", () => {
    const price = openaiPrice("gpt-4.1");
    expect(price({ inputTokens: 1_000_000, outputTokens: 1_000_000 })).toBeCloseTo(2 + 8);
    expect(price({ inputTokens: 1_000_000, cachedTokens: 1_000_000 })).toBeCloseTo(0.5);
  });

  it("has models whose cache costs something to write", () => {
    const price = openaiPrice("gpt-5.6-luna");
    expect(price({ inputTokens: 100_000 })).toBeCloseTo(0.02);
    expect(price({ inputTokens: 100_000, cachedTokens: 0 })).toBeCloseTo(0.025);
  });

  it("is unknown for other models", () => {
    expect(openaiPrice("house-model")({ inputTokens: 1 })).toBeNull();
  });
});
