import { describe, expect, it } from "vitest";
import { parseTarget } from "./target.ts";

describe("parseTarget", () => {
  it.each([
    ["60000", 60_000],
    ["60k", 60_000],
    ["60K", 60_000],
    ["1.5k", 1_500],
    ["1m", 1_000_000],
    ["60_000", 60_000],
    [" 60000 ", 60_000],
    ["40%", "40%"],
    ["12.5%", "12.5%"],
    ["0.0000001%", "0.0000001%"],
    ["150%", "150%"],
  ])("reads %s", (text, target) => {
    expect(parseTarget(text)).toBe(target);
  });

  it.each([
    "0",
    "0k",
    "0%",
    "0.4",
    "abc",
    "-5",
    "--5",
    "10%%",
    "%",
    "k",
    "1e5",
    "0x10",
    "60,000",
    "60 k",
    "5%k",
    "",
    " ",
    "_",
    "٣",
  ])("refuses %j", (text) => {
    expect(() => parseTarget(text)).toThrow(
      `--target "${text}" is not a number of tokens above zero. ` +
        "Write tokens (60000 or 60k) or a share of the conversation (40%).",
    );
  });

  it.each(["99999999999999999999", "99999999999m", `${"9".repeat(400)}`, `${"9".repeat(400)}%`])(
    "refuses %s",
    (text) => {
      expect(() => parseTarget(text)).toThrow(`--target "${text}" is too large. Write tokens`);
    },
  );
});
