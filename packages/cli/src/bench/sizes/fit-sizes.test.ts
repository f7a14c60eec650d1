import { describe, expect, it } from "vitest";
import { fitSizes, type SizePoint } from "./fit-sizes.ts";

/** Requests that grow by 1,000 counted tokens. */
function growing(count: number, from: number, reported: (counted: number) => number): readonly SizePoint[] {
  return Array.from({ length: count }, (_, index) => {
    const counted = from + index * 1_000;
    return { counted, reported: reported(counted) };
  });
}

describe("fitSizes", () => {
  it("finds the scale and what is in every request", () => {
    const fit = fitSizes(growing(12, 500, (counted) => 1.25 * counted + 3_000));
    expect(fit).toEqual({ scale: 1.25, overhead: 3_000, points: 12, medianError: 0 });
  });

  it("knows a compaction of the session's own program by the drop, and the scale all the same", () => {
    const whole = growing(12, 500, (counted) => 1.25 * counted + 3_000);
    const compacted = growing(12, 12_500, (counted) => 1.25 * (counted - 10_000) + 3_000);
    expect(fitSizes([...whole, ...compacted])).toMatchObject({ scale: 1.25, overhead: 3_000, points: 24 });
  });

  it("is not misled by a single request that had more in it", () => {
    const points = growing(21, 500, (counted) => counted + 2_000).map((point, index) =>
      index === 10 ? { ...point, reported: point.reported + 900 } : point,
    );
    expect(fitSizes(points)).toMatchObject({ scale: 1, overhead: 2_000 });
  });

  it.each([
    ["too few requests", growing(9, 500, (counted) => counted)],
    ["sizes that no tokenizer leads to", growing(20, 500, (counted) => 9 * counted)],
    ["sizes that do not depend on the items", growing(20, 500, () => 5_000)],
    ["requests of one size", Array.from({ length: 20 }, () => ({ counted: 10, reported: 10 }))],
    ["nothing", []],
  ])("learns nothing from %s", (_, points) => {
    expect(fitSizes(points)).toEqual({ scale: 1, overhead: 0, points: 0, medianError: null });
  });
});
