import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTerminalText } from "./terminal-text.ts";

function shown(pieces: readonly string[]): string {
  const text = createTerminalText();
  return pieces.map((piece) => text.write(piece)).join("") + text.end();
}

describe("createTerminalText", () => {
  it.each([
    ["colours", "a\u001b[31;1mb\u001b[0mc", "abc"],
    ["single-byte commands", "a\u009b31mb\u009d0;title\u0007c", "abc"],
    ["titles, links and other strings", "a\u001b]0;t\u0007b\u001b]8;;http://x\u001b\\c\u001bPq\u001b\\d", "abcd"],
    ["short commands", "a\u001bcb\u001b(Bc\u001b7d", "abcd"],
    ["carriage returns, backspaces and bells", "a\r\nb\u0008c\u0007d", "a\nbcd"],
    ["turned direction and hidden characters", "a\u202eb\u200bc\u2028d", "abcd"],
    ["nothing of ordinary text", "a\tb\nc [31m ä 👩‍💻 ]0;t", "a\tb\nc [31m ä 👩‍💻 ]0;t"],
  ])("takes out %s", (_title, text, expected) => {
    expect(shown([text])).toBe(expected);
    expect(shown(text.split(""))).toBe(expected);
  });

  it("lets an unfinished command swallow no more than its line", () => {
    expect(shown(["a\u001b]0;never ended\nb"])).toBe("a]0;never ended\nb");
    expect(shown(["a\u001b[31"])).toBe("a[31");
    expect(shown([`a\u001b]${"x".repeat(500)}b`])).toBe(`a]${"x".repeat(500)}b`);
    expect(shown(["a\ud83d"])).toBe("a\ufffd");
  });

  it("passes on at once what cannot become a command", () => {
    const text = createTerminalText();
    expect(text.write("abc")).toBe("abc");
    expect(text.write("def\u001b[3")).toBe("def");
    expect(text.write("1mghi")).toBe("ghi");
  });

  const alphabet = [
    "a",
    "\n",
    "\t",
    "\r",
    "[",
    "]",
    ";",
    "3",
    "m",
    "\\",
    "\u001b",
    "\u0007",
    "\u009b",
    "\u009c",
    "\u202e",
    "😀",
  ];

  it("shows no control characters, and the same however the text is cut", () => {
    const units = fc.array(fc.constantFrom(...alphabet), { maxLength: 60 }).map((parts) => parts.join("").split(""));
    fc.assert(
      fc.property(units, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (text, lengths) => {
        const pieces: string[] = [];
        for (let start = 0, turn = 0; start < text.length; turn += 1) {
          const length = lengths[turn % lengths.length] ?? 1;
          pieces.push(text.slice(start, start + length).join(""));
          start += length;
        }
        const cut = shown(pieces);
        expect(cut).toBe(shown([text.join("")]));
        expect(cut).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  it("does not go through a text from each of its places", () => {
    for (const unit of ["\u001b]", "\u001b[", "\u009b0", "\u001b", "\u001b]a\u001b"]) {
      expect(shown([unit.repeat(300_000)])).not.toContain("\u001b");
      expect(shown(Array(50_000).fill(unit))).not.toContain("\u001b");
    }
  });
});
