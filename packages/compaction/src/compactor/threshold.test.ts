import { describe, expect, it } from "vitest";
import { checkThresholds, thresholdTokens } from "./threshold.ts";

describe("thresholdTokens", () => {
  it("takes up to 1 as a share and more as tokens", () => {
    expect([0.8, 1, 60_000].map((threshold) => thresholdTokens(threshold, 100_000))).toEqual([80_000, 100_000, 60_000]);
  });
});

describe("checkThresholds", () => {
  it.each([
    [100_000, 0.8, 0.4],
    [100_000, 80_000, 40_000],
    [100_000, 1, 0.9],
  ])("allows a window of %i with trigger %d and target %d", (...limits) => {
    expect(() => checkThresholds(...limits)).not.toThrow();
  });

  it.each([
    [0, 0.8, 0.4, "contextWindow must be a whole number of tokens above zero."],
    [1.5, 0.8, 0.4, "contextWindow must be a whole number of tokens above zero."],
    [1_000, 2_000, 0.4, "trigger must be a share of the window up to 1, or whole tokens within it."],
    [1_000, 0.8, 0, "target must be a share of the window up to 1, or whole tokens within it."],
    [1_000, Number.NaN, 0.4, "trigger must be a share of the window up to 1, or whole tokens within it."],
    [1_000, 0.8, 0.8, "target must be at most nine tenths of trigger."],
  ])("refuses a window of %d with trigger %d and target %d", (window, trigger, target, problem) => {
    expect(() => checkThresholds(window, trigger, target)).toThrow(
      expect.objectContaining({ code: "invalid-option", problem }),
    );
  });
});
