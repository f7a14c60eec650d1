import { describe, expect, it } from "vitest";
import { parseLimits, parseMine, parseRates, parseRows } from "./bench-options.ts";

const typed = { contextWindow: "128k", trigger: "80%", target: "40%" };

describe("parseLimits", () => {
  it("answers in tokens", () => {
    expect(parseLimits(typed)).toEqual({ contextWindow: 128_000, trigger: 102_400, target: 51_200 });
    expect(parseLimits({ contextWindow: "1m", trigger: "0.5", target: "100k" })).toEqual({
      contextWindow: 1_000_000,
      trigger: 500_000,
      target: 100_000,
    });
  });

  it.each([
    [{ trigger: "200k" }, "--trigger is larger than the window. Write a share of it (80%), or choose a larger window."],
    [
      { target: "79%" },
      "--target must be above zero and at most nine tenths of --trigger. Leave both out for 40% and 80%.",
    ],
    [
      { contextWindow: "big" },
      '--context-window "big" is no number of tokens above zero. Write tokens (200000 or 200k).',
    ],
  ])("refuses %j", (options, message) => {
    expect(() => parseLimits({ ...typed, ...options })).toThrow(message);
  });
});

describe("parseRates", () => {
  it("has defaults for what is not named", () => {
    expect(parseRates(undefined)).toEqual({ cacheRead: 0.1, cacheWrite: 1.25, output: 5 });
    expect(parseRates("cacheWrite=1, output=8.5")).toEqual({ cacheRead: 0.1, cacheWrite: 1, output: 8.5 });
  });

  it.each([
    ["cacheRed=1", '--rates has no "cacheRed". Did you mean "cacheRead"?'],
    ["output=-1", '--rates output "-1" is no price. Write it in prices of an input token: 0.1'],
    ["output", '--rates output "" is no price. Write it in prices of an input token: 0.1'],
    ["toString=1", '--rates has no "toString". Known are cacheRead, cacheWrite and output.'],
  ])("refuses %s", (text, message) => {
    expect(() => parseRates(text)).toThrow(message);
  });
});

describe("parseMine", () => {
  it("is a number of sessions", () => {
    expect([undefined, true as const, "3"].map(parseMine)).toEqual([0, 5, 3]);
  });

  it.each(["0", "session.jsonl", "5000"])("refuses %s", (text) => {
    expect(() => parseMine(text)).toThrow(
      `--mine "${text}" is no number from 1 to 1000. Name files before --mine, or after --.`,
    );
  });
});

describe("parseRows", () => {
  it("always has the row that costs are compared with", () => {
    expect(parseRows(undefined)).toBeUndefined();
    expect(parseRows(["window"])).toEqual(new Set(["none", "window"]));
  });

  it("suggests what was meant", () => {
    expect(() => parseRows(["clear-batch"])).toThrow('There is no row "clear-batch". Did you mean "clear-batched"?');
  });
});
