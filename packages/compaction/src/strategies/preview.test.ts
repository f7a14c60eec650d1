import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { omissionNote } from "../conversation/notes.ts";
import { previewOf } from "./preview.ts";

describe("previewOf", () => {
  it("cuts at the ends of lines where enough is left", () => {
    const text = "one\ntwo\nthree\nfour\nfive";
    expect(previewOf(text, { head: 9, tail: 9 })).toBe(`one\ntwo\n${omissionNote(6)}\nfour\nfive`);
  });

  it("cuts within a line that is longer than half of what is asked", () => {
    const text = `a\n${"b".repeat(100)}\nc`;
    expect(previewOf(text, { head: 10, tail: 10 })).toBe(
      `a\n${"b".repeat(8)}\n${omissionNote(84)}\n${"b".repeat(8)}\nc`,
    );
  });

  it("keeps one end alone, and a short text whole", () => {
    expect(previewOf("x".repeat(50), { head: 5 })).toBe(`xxxxx\n${omissionNote(45)}`);
    expect(previewOf("x".repeat(50), { tail: 5 })).toBe(`${omissionNote(45)}\nxxxxx`);
    expect(previewOf("short", { head: 3, tail: 3 })).toBe("short");
  });

  it("has both ends of the text, no longer than asked, and splits no surrogate pair", () => {
    const size = fc.integer({ min: 0, max: 30 });
    const text = fc.string({ unit: fc.constantFrom("a", "😀", "\n", "é"), maxLength: 80 });
    fc.assert(
      fc.property(text, size, size, (whole, head, tail) => {
        const preview = previewOf(whole, { head, tail });
        expect(preview).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
        if (preview === whole) return;
        const [, start = "", omitted, end = ""] =
          /^(.*?)\n?\[massgen: (\d+) characters left out\]\n?(.*)$/s.exec(preview) ?? [];
        expect(start.length).toBeLessThanOrEqual(head);
        expect(end.length).toBeLessThanOrEqual(tail);
        expect(whole.trimStart().startsWith(start.trimStart())).toBe(true);
        expect(whole.trimEnd().endsWith(end.trimEnd())).toBe(true);
        expect(Number(omitted)).toBeGreaterThanOrEqual(whole.length - head - tail);
        expect(Number(omitted)).toBeLessThanOrEqual(whole.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
