import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lengthCounter } from "../../../testing/length-counter.ts";
import { packTranscript } from "./pack-parts.ts";

const countText = (text: string) => lengthCounter.count(text).tokens;
const pack = (segments: readonly (readonly string[])[], budget: number) => packTranscript(segments, budget, countText);

describe("packTranscript", () => {
  it("keeps segments whole where they fit, as many as fit", () => {
    const segments = [["aaaa aaaa", "bbbb"], ["cccc cccc"], ["dddd"]];
    expect(pack(segments, 100)).toEqual(["aaaa aaaa\nbbbb\ncccc cccc\ndddd"]);
    expect(pack(segments, 5)).toEqual(["aaaa aaaa\nbbbb", "cccc cccc", "dddd"]);
  });

  it("cuts between items before it cuts inside of one", () => {
    expect(pack([["a".repeat(40), "b".repeat(40)]], 10)).toEqual(["a".repeat(40), "b".repeat(40)]);
    expect(pack([[`${"one ".repeat(12)}\n${"two ".repeat(15)}`]], 16)).toEqual([
      "one ".repeat(12).concat("\n"),
      ` ${"two ".repeat(15)}`,
    ]);
  });

  it("keeps every part within the budget and loses nothing but spaces", () => {
    const segments = fc.array(
      fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }), { minLength: 1 }),
    );
    fc.assert(
      fc.property(segments, fc.integer({ min: 8, max: 60 }), (rendered, budget) => {
        const parts = pack(rendered, budget);
        for (const part of parts) expect(countText(part)).toBeLessThanOrEqual(budget);
        const ink = (text: string) => text.replace(/\s/g, "");
        expect(ink(parts.join(""))).toBe(ink(rendered.flat().join("")));
      }),
    );
  });
});
