import { describe, expect, it } from "vitest";
import { simulate } from "./simulate.ts";

const prices = { input: 1, cachedInput: 0.1, cacheWrite: 1.25, output: 5 };
const growth = [400, 400, 400];

describe("simulate", () => {
  it("writes what is new, reads what is old, and writes anew what a compaction leaves", () => {
    const policy = { name: "", trigger: 0.7, target: 0.2, weighs: false };
    // 400 written; 400 read and 400 written; compacted from 1,200 to 200, which are written.
    const costs = simulate(growth, 1_600, policy, { prices, summaryTokens: 0 });
    expect(costs).toEqual([500, 500 + 40 + 500, expect.closeTo(1_040 + 400)]);
  });

  it("adds what a model reads and writes for a compaction", () => {
    const policy = { name: "", trigger: 0.7, target: 0.125, weighs: false };
    const costs = simulate(growth, 1_600, policy, { prices, summaryTokens: 10 });
    expect(costs[2]).toBeCloseTo(1_040 + 1_200 + 50 + 250);
  });

  it("waits where it weighs, until the window is nearly full", () => {
    const policy = { name: "", trigger: 0.2, target: 0.1, weighs: true };
    const dear = { prices: { ...prices, output: 1_000_000 }, summaryTokens: 10 };
    const calls = Array.from({ length: 12 }, () => 100);
    const costs = simulate(calls, 1_000, policy, dear);
    const dearest = costs.map((cost, call) => cost - (costs[call - 1] ?? 0));
    expect(dearest.findIndex((cost) => cost > 1_000_000)).toBe(8);
  });
});
