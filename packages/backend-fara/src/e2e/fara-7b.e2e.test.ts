import { expect, it, vi } from "vitest";
import { describeWith } from "../../../../scripts/test-support/describe-with.ts";
import { defineFullRuns, useFullRuns } from "./define-full-runs.ts";

const loads = vi.hoisted(() => ({ count: 0 }));
vi.mock("sharp", () => {
  loads.count += 1;
  throw new Error("A frame of the preferred size needs no resizing.");
});

describeWith("chromium", "Fara-7B in a browser", () => {
  defineFullRuns("7b", useFullRuns("7b"));

  it("has loaded nothing that resizes", () => {
    expect(loads.count).toBe(0);
  });
});
