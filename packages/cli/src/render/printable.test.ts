import { describe, expect, it } from "vitest";
import { printable } from "./printable.ts";

describe("printable", () => {
  it("leaves ordinary text alone", () => {
    for (const text of [
      "Item 3: a tool message has no tool_call_id.",
      "Grüße, 東京",
      "👩‍💻 می‌خواهم",
      "task-management/a b.json",
    ]) {
      expect(printable(text)).toBe(text);
    }
  });

  it.each([
    ["a terminal command", "a\u001b[31mb", "a [31mb"],
    ["the same in one character", "a\u009b31mb", "a 31mb"],
    ["a window title", "a\u001b]0;x\u0007b", "a ]0;x b"],
    ["line ends", "a\r\nb\u2028c", "a b c"],
    ["turned reading direction", "a\u202egpj.exe\u2069", "a gpj.exe "],
    ["hidden characters", "a\u200b\u2060\u{e0041}b", "a b"],
    ["backspace and delete", "a\b\u007fb", "a b"],
    ["a zero byte", "a\0b", "a b"],
  ])("takes out %s", (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it.each([
    "sk-proj-abcdefghijkl",
    "sk-ant-api03-AbC_def-123",
    "sk_live_abcdefgh1234",
    "ghp_abcdefghijklmnopqrst",
    "github_pat_abcdefghijklmnopqrst",
    "glpat-abcdefghijklmnopqrst",
    "xoxb-1234567890-abc",
    "AKIAABCDEFGHIJKLMNOP",
    "AIzaabcdefghijklmnopqrstu",
    "hf_abcdefghijklmnopqrst",
    "eyJhbGciOiJI.eyJzdWIi.c2ln",
  ])("masks %s", (key) => {
    expect(printable(`There is no file ${key}.`)).toBe("There is no file [redacted].");
  });

  it("masks what is named a secret, and credentials in an address", () => {
    expect(printable("Authorization: Bearer abcdefgh123=")).toBe("Authorization: [redacted]");
    expect(printable("password=hunter2, next")).toBe("password=[redacted], next");
    expect(printable('"api_key": "abc"')).toBe('"api_key": "[redacted]"');
    expect(printable("https://me:hunter2@host/path")).toBe("https://me:[redacted]@host/path");
    expect(printable("-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n")).toBe("[redacted]");
  });

  it("shows no more than fits, and cuts no character in half", () => {
    expect(printable("x".repeat(1_000_000))).toBe(`${"x".repeat(399)}…`);
    expect(printable("abcdef", 4)).toBe("abc…");
    expect(printable(`ab👋👋`, 4)).toBe("ab\ufffd…");
    expect(printable(`sk-proj-${"a".repeat(100)}`, 20)).toBe("[redacted]");
  });
});
