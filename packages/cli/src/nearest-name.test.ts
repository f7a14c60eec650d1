import { describe, expect, it } from "vitest";
import { nearestName } from "./nearest-name.ts";

const known = ["clear-tool-results", "window", "clear-images"];

describe("nearestName", () => {
  it.each([
    ["windwo", "window"],
    ["WINDOW", "window"],
    ["wind", "window"],
    ["tool-results", "clear-tool-results"],
    ["clear-tol-result", "clear-tool-results"],
  ])("takes %s for %s", (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });

  it.each(["clear", "", "xy", "summary", "\u0000", "w".repeat(10_000)])("guesses nothing for %j", (name) => {
    expect(nearestName(name, known)).toBeUndefined();
  });
});
