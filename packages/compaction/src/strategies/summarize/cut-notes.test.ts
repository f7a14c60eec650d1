import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lengthCounter } from "../../testing/length-counter.ts";
import { cutMark, cutNotes } from "./cut-notes.ts";

const countText = (text: string) => lengthCounter.count(text).tokens;
const cut = (notes: string, tokens: number) => cutNotes(notes, tokens, countText);

describe("cutNotes", () => {
  it("leaves notes that fit", () => {
    expect(cut("## Goal\nShip it.", 4)).toBe("## Goal\nShip it.");
  });

  it("cuts at the end of a line, and leaves no heading with nothing under it", () => {
    const notes =
      "## Goal\nShip it.\n\n## Next step\nTest it, then write a very long report about all of it, down to the last line.";
    expect(cut(notes, 20)).toBe(`## Goal\nShip it.\n${cutMark}`);
  });

  it("cuts a single line where it must, between characters", () => {
    expect(cut("🙂".repeat(100), 30)).toMatch(/^🙂+\n\[massgen: the rest of these notes did not fit\]$/u);
  });

  it("never has more tokens than it may, where the mark fits", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 })), fc.integer({ min: 13, max: 60 }), (lines, tokens) => {
        expect(countText(cut(lines.join("\n"), tokens))).toBeLessThanOrEqual(tokens);
      }),
    );
  });
});
