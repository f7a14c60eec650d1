import { join } from "node:path";
import { loadO200kCounter } from "@massgen/compaction/o200k";
import { describe, expect, it } from "vitest";
import { describeWith, sessionDataFolder } from "../../../../scripts/test-support/describe-with.ts";
import { readSessionLog } from "../session-logs/read-session-log.ts";
import { checkModel } from "./check-model.ts";
import { defaultRates } from "./limits.ts";
import { prepareSession } from "./session.ts";
import { fitSizes } from "./sizes/fit-sizes.ts";

describe("checkModel", () => {
  const usage = (inputTokens: number, cachedInputTokens: number, outputTokens = 10) => ({
    usage: { inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens: inputTokens - cachedInputTokens },
  });

  it("compares with what was reported, and tells calls apart whose cache had expired", () => {
    const calls = [usage(2_000, 0), usage(3_000, 1_920), usage(4_000, 0)].map((call, index) => ({
      ...call,
      afterItem: index + 1,
    }));
    const points = [
      { call: 0, counted: 1_500, reported: 2_000 },
      { call: 1, counted: 2_500, reported: 3_000 },
      { call: 2, counted: 3_600, reported: 4_000 },
    ];
    // The first request fixes what is in each beside the items: 500. Modelled: 2,000; 3,000; 4,100, together 9,100.
    // Cached 0; 2,000 in steps of 128: 1,920; 3,000: 2,944. Uncached 2,000 + 1,080 + 1,156 = 4,236, reported 7,080.
    // Cost modelled: 4,236 × 1.25 + 4,864 × 0.1 + 30 × 5 = 5,931.4; reported: 7,080 × 1.25 + 1,920 × 0.1 + 150 = 9,192.
    // The third call was not served. Without it both are 3,080 × 1.25 + 192 + 100 = 4,142.
    const check = checkModel({ calls }, points, { scale: 1, points: 3 }, defaultRates);
    expect(check).toMatchObject({ records: 3, missedCalls: 1 });
    expect(check?.inputError).toBeCloseTo(9_100 / 9_000 - 1, 10);
    expect(check?.uncachedError).toBeCloseTo(4_236 / 7_080 - 1, 10);
    expect(check?.costError).toBeCloseTo(5_931.4 / 9_192 - 1, 10);
    expect(check?.costErrorWithoutMissed).toBeCloseTo(0, 10);
  });

  it("says nothing where nothing was learnt, or no cache was reported", () => {
    const calls = [{ afterItem: 1, usage: { inputTokens: 2_000, outputTokens: 1 } }];
    const points = [{ call: 0, counted: 1_500, reported: 2_000 }];
    expect(checkModel({ calls }, points, { scale: 1, points: 1 }, defaultRates)).toBeNull();
    expect(
      checkModel({ calls: [{ afterItem: 1, ...usage(2_000, 0) }] }, points, { scale: 1, points: 0 }, defaultRates),
    ).toBeNull();
  });
});

describeWith("session-data", "the replay's model beside what a provider reported", () => {
  const coding = async () => {
    const log = await readSessionLog(join(sessionDataFolder(), "coding-session.responses.json"));
    return prepareSession(log, await loadO200kCounter());
  };

  it("is within 2 % of all input and of the cost of calls whose cache had not expired", async () => {
    const { log, points, fit } = await coding();
    const check = checkModel(log, points, fit, defaultRates);
    expect(check?.records).toBe(471);
    expect(Math.abs(check?.inputError ?? 1)).toBeLessThan(0.02);
    expect(Math.abs(check?.costErrorWithoutMissed ?? 1)).toBeLessThan(0.02);
    expect(fit.medianError).toBeLessThan(0.02);
  });

  it("underestimates the cost of a session with pauses, by a fifth at most", async () => {
    const { log, points, fit } = await coding();
    const check = checkModel(log, points, fit, defaultRates);
    expect(check?.missedCalls).toBe(11);
    expect(check?.costError).toBeGreaterThan(-0.2);
    expect(check?.costError).toBeLessThan(0);
  });

  it("tells sizes that it did not learn from within 6 %", async () => {
    const { log, points } = await coding();
    const early = fitSizes(points.slice(0, 150));
    const check = checkModel(log, points.slice(150), early, defaultRates);
    expect(check?.records).toBe(321);
    expect(Math.abs(check?.inputError ?? 1)).toBeLessThan(0.06);
  });
});
