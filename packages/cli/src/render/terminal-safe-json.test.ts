import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { terminalSafeJson } from "./terminal-safe-json.ts";

describe("terminalSafeJson", () => {
  it("escapes what a terminal would obey", () => {
    const value = { name: "a\u001b[31m\u009b0m\u007f\u202e\u{e0041}b" };
    expect(terminalSafeJson(JSON.stringify(value))).toBe(
      '{"name":"a\\u001b[31m\\u009b0m\\u007f\\u202e\\udb40\\udc41b"}',
    );
  });

  it("changes neither value nor layout", () => {
    const character = fc.constantFrom(...'a"\\/\n\t\u0000\u001b\u007f\u009b\u200d\u2028\u202eé東👋\u{e0041}', "\ud800");
    fc.assert(
      fc.property(fc.array(fc.string({ unit: character })), (value) => {
        const text = JSON.stringify(value, null, "\t");
        const safe = terminalSafeJson(text);
        expect(JSON.parse(safe)).toEqual(value);
        expect(safe.split("\n").length).toBe(text.split("\n").length);
        expect(safe).not.toMatch(/(?![\t\n])\p{Cc}|\u202e/u);
      }),
      { numRuns: 200, seed: 13 },
    );
  });
});
