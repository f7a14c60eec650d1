import { describe, expect, it } from "vitest";
import { excerptOf } from "./archive-excerpt.ts";

describe("excerptOf", () => {
  it("shows a short text whole, on one line", () => {
    expect(excerptOf("first line\n\tsecond  line\n", ["second"])).toBe("first line second line");
  });

  it("shows the surroundings of the longest word that occurs, whatever its case", () => {
    const text = `${"alpha ".repeat(100)}ERR_4711 happened${" omega".repeat(100)}`;
    const excerpt = excerptOf(text, ["alpha", "err_4711", "absent-and-much-longer"]);
    expect(excerpt).toMatch(/^….*ERR_4711 happened.*…$/);
    expect(excerpt.length).toBeLessThan(250);
  });

  it("shows the beginning where no word occurs, and the end where the word is last", () => {
    expect(excerptOf("x".repeat(1_000), ["y", ""])).toBe(`${"x".repeat(240)}…`);
    expect(excerptOf(`${"x".repeat(1_000)} last`, ["last"])).toBe(`…${"x".repeat(235)} last`);
  });

  it("takes a word for what it says, not for a pattern", () => {
    expect(excerptOf(`${"x".repeat(1_000)}a.*(b`, ["a.*(b"])).toContain("a.*(b");
    for (const word of ["[", "\\", "(?=", "{2", "/", "-", "a]b"]) expect(excerptOf("plain", [word])).toBe("plain");
  });

  it("never shows half of a character", () => {
    for (let shift = 0; shift < 4; shift += 1) {
      expect(excerptOf(`${"x".repeat(shift)}${"😀".repeat(400)} word ${"😀".repeat(400)}`, ["word"])).not.toMatch(
        /\p{Surrogate}/u,
      );
    }
  });
});
