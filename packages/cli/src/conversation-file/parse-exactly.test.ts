import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactly } from "./parse-exactly.ts";

describe("parseExactly", () => {
  it.each([
    "[12345678901234567890]",
    '{"at":1732430000123456789,"b":[{"c":-9007199254740993}]}',
    "[1.0,1e3,-0,1E400,0.1000,1.5e-7]",
    '{"text":"say: 1.0, 12345678901234567890","n":2.50}',
  ])("keeps the numbers of %s as they were written", (text) => {
    expect(JSON.stringify(parseExactly(text))).toBe(text);
  });

  it("gives ordinary numbers as numbers", () => {
    expect(parseExactly('{"a": 1, "b": -2.5, "c": [0, 9007199254740991]}')).toEqual({
      a: 1,
      b: -2.5,
      c: [0, 9_007_199_254_740_991],
    });
  });

  it("gives the same as JSON.parse where nothing would be lost", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(parseExactly(text))).toBe(text);
      }),
      { numRuns: 100, seed: 11 },
    );
  });

  it("does without exactness where the nesting is too deep for it", () => {
    const text = `${"[".repeat(100_000)}1.0${"]".repeat(100_000)}`;
    expect(Array.isArray(parseExactly(text))).toBe(true);
  });

  it("throws where the text is not JSON", () => {
    expect(() => parseExactly("[1.0")).toThrow(SyntaxError);
  });
});
