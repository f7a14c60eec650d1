import { describe, expect, it } from "vitest";
import { fitRelativeErrors } from "./least-squares.ts";

const observe = (tokens: number, ...features: number[]) => ({ tokens, features: Float64Array.from(features) });

describe("fitRelativeErrors", () => {
  it("finds the weights that texts were made with, and leaves the first at one", () => {
    const made = (pieces: number, marks: number, accents: number) =>
      observe(pieces + 0.5 * marks + 2 * accents, pieces, marks, accents);
    const weights = fitRelativeErrors([made(10, 4, 0), made(20, 1, 3), made(5, 0, 1), made(8, 8, 8)]);
    expect([...weights].map((weight) => Number(weight.toFixed(4)))).toEqual([1, 0.5, 2]);
  });

  it("gives no feature a negative weight, and none to a feature that no text has", () => {
    expect([...fitRelativeErrors([observe(9, 10, 1, 0), observe(18, 20, 2, 0)])]).toEqual([1, 0, 0]);
  });

  it("makes relative errors small, not those of the longest text", () => {
    const [, weight] = fitRelativeErrors([observe(20, 10, 10), observe(1_000, 1_000, 10), observe(20, 10, 10)]);
    expect(weight).toBeCloseTo(1, 2);
  });
});
