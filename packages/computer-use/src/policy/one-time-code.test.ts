import { describe, expect, it } from "vitest";
import { decodeBase32, oneTimeCode } from "./one-time-code.ts";

describe("a one-time code", () => {
  // RFC 6238, appendix B, the last six of its eight digits.
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("at second %d is %s", (seconds, code) => {
    expect(oneTimeCode(Buffer.from("12345678901234567890"), seconds * 1_000)).toBe(code);
  });

  it("holds for thirty seconds", () => {
    const key = Buffer.from("12345678901234567890");
    expect(oneTimeCode(key, 30_000)).toBe(oneTimeCode(key, 59_999));
    expect(oneTimeCode(key, 60_000)).not.toBe(oneTimeCode(key, 59_999));
  });
});

describe("Base32", () => {
  it("is read as people are shown it", () => {
    expect(decodeBase32("gezd gnbv-gy3t qojq GEZDGNBVGY3TQOJQ====")?.toString()).toBe("12345678901234567890");
    expect(decodeBase32("GEZDGNBV1")).toBeUndefined();
  });
});
