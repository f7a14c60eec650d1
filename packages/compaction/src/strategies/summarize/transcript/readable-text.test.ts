import { describe, expect, it } from "vitest";
import { readableText } from "./readable-text.ts";

const base64 = Buffer.from("x".repeat(3_000)).toString("base64");

describe("readableText", () => {
  it("leaves text as it is", () => {
    const text = "A path/to/file.ts, a hash 3f786850e387550fdab836ed7e6dc881de23001b,\nand CJK 漢字 with 🙂.";
    expect(readableText(text)).toBe(text);
  });

  it.each([
    ["a data URL", `see data:image/png;base64,${base64} here`],
    ["bare base64", `see ${base64} here`],
  ])("takes out %s", (_name, text) => {
    expect(readableText(text)).toMatch(/^see \[\d+ characters of data\] here$/);
  });

  it("takes out base64 in lines", () => {
    const lines = (base64.match(/.{1,76}/g) ?? []).join("\n");
    expect(readableText(`see\n${lines}\nhere`)).toMatch(/^see\n\[\d+ characters of data\]\nhere$/);
  });

  it("keeps both ends of what is too long, and whole characters", () => {
    const text = readableText(`start ${"🙂".repeat(5_000)} end`, 1_001);
    expect(text).toMatch(/^start 🙂+\n\[massgen: \d+ characters left out\]\n🙂+ end$/u);
    expect(text.length).toBeLessThan(1_100);
  });

  it.each(["a", " ", "/", "-", "a/", "eyJ-", "漢", "=\n", "sk-", "A".repeat(70).concat("\n"), "password=", "9"])(
    "has no trouble with a megabyte of %j",
    (unit) => {
      const text = unit.repeat(1_000_000 / unit.length);
      expect(readableText(text, 1_000).length).toBeLessThan(1_100);
    },
    20_000,
  );
});
