import { describe, expect, it } from "vitest";
import { parseThreshold, parseTokens } from "./token-size.ts";

describe("parseTokens", () => {
  it.each([
    ["128000", 128_000],
    ["128k", 128_000],
    ["1.5M", 1_500_000],
    ["1_000", 1_000],
  ])("reads %s", (text, tokens) => {
    expect(parseTokens(text, "--context-window")).toBe(tokens);
  });

  it.each(["", "0", "-5", "many", "1e6", "99999999999999999999"])("refuses %j", (text) => {
    expect(() => parseTokens(text, "--context-window")).toThrow(
      `--context-window "${text}" is no number of tokens above zero. Write tokens (200000 or 200k).`,
    );
  });
});

describe("parseThreshold", () => {
  it.each([
    ["80%", 0.8],
    ["0.8", 0.8],
    ["100%", 1],
    ["1", 1],
    ["100k", 100_000],
    ["60000", 60_000],
  ])("reads %s", (text, threshold) => {
    expect(parseThreshold(text, "--trigger")).toBe(threshold);
  });

  it.each([
    ["0%", "is no share above zero and up to 100%"],
    ["120%", "is no share above zero and up to 100%"],
    ["0", "is neither a share nor a number of tokens above zero"],
    ["much", "is neither a share nor a number of tokens above zero"],
  ])("refuses %s", (text, problem) => {
    expect(() => parseThreshold(text, "--trigger")).toThrow(
      `--trigger "${text}" ${problem}. Write a share of the window (80%) or tokens (100k).`,
    );
  });
});
