import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeFileName } from "./safe-file-name.ts";

describe("safeFileName", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["Größe 日本.txt", "Größe 日本.txt"],
    ["../../etc/passwd", "_.._etc_passwd"],
    ["..\\evil.exe", "_evil.exe"],
    [".bashrc", "bashrc"],
    ["", "download"],
    ["...", "download"],
    ["con", "_con"],
    ["NUL.tar.gz", "_NUL.tar.gz"],
    ["a\u0000b\nc", "a_b_c"],
    ["photo\u202egpj.exe", "photo_gpj.exe"],
    ["a:b", "a_b"],
  ])("makes %j %j", (suggested, safe) => {
    expect(safeFileName(suggested)).toBe(safe);
  });

  it("keeps the extension of a long name", () => {
    expect(safeFileName(`${"x".repeat(400)}.pdf`)).toBe(`${"x".repeat(196)}.pdf`);
  });

  it("is one visible part of at most 200 bytes, whatever a page suggests", () => {
    const part = fc.constantFrom("..", "/", "\\", ".", "con", "\u0000", "\ud800", "💾", "\u202e", " ", "x".repeat(90));
    const suggestions = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(part).map((parts) => parts.join("")),
    );
    fc.assert(fc.property(suggestions, (suggested) => isSafe(safeFileName(suggested))));
  }, 60_000);
});

function isSafe(name: string): boolean {
  return (
    /^[^./\\\s][^/\\]*$/u.test(name) && /[^.\s]$/u.test(name) && Buffer.byteLength(name) <= 200 && name.isWellFormed()
  );
}
