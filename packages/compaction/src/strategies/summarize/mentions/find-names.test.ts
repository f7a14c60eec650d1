import { describe, expect, it } from "vitest";
import { findConstraints, findErrors } from "./find-lines.ts";
import { findNames } from "./find-names.ts";

const named = (text: string) => [...new Set(findNames(text))].sort();

describe("findNames", () => {
  it.each([
    ["See src/a/b.test.ts and ./c.md, or ~/x/y.", ["./c.md", "src/a/b.test.ts", "~/x/y"]],
    ["C:\\Users\\a\\b.txt is gone.", ["C:\\Users\\a\\b.txt"]],
    ["Open package.json.", ["package.json"]],
    ["It is at https://example.com/a?b=c, see there.", ["https://example.com/a?b=c"]],
    ["Commit 3f78685 of 550e8400-e29b-41d4-a716-446655440000", ["3f78685", "550e8400-e29b-41d4-a716-446655440000"]],
    ["SHOP-4711 and #42, order_8f3k2", ["#42", "SHOP-4711", "order_8f3k2"]],
    ["v1.2.3-beta.1, then 24.21.0", ["24.21.0", "v1.2.3-beta.1"]],
    ["took 41.5 ms, 512 MB, 12%, $1,200 in all", ["$1,200", "12%", "41.5 ms", "512 MB"]],
    ["on localhost:3000 with id 4711234", ["4711234", "localhost:3000"]],
    ["and/or, UTF-8, GPT-4, console.log(x), 3 apples", []],
  ])("in %s", (text, expected) => {
    expect(named(text)).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(named(text)).toEqual([]);
  });

  it("takes nothing that may be a key", () => {
    expect(named("id fK3m-Zq9TbW1xYc7LrD5v and https://a.b/fK3mZq9TbW1xYc7LrD5v/c")).toEqual([]);
  });

  it.each([
    "a",
    "a/",
    "1",
    "1.",
    "a-",
    "a_1-",
    "#1",
    "f0",
    "A1-",
    "https://",
    "$1",
    " 1",
    "a.",
    "\\",
    "E\n",
    "Error: ",
  ])(
    "has no trouble with a megabyte of %j",
    (unit) => {
      const text = unit.repeat(1_000_000 / unit.length);
      expect(findNames(text)).toBeInstanceOf(Array);
      expect(findErrors(text)).toBeInstanceOf(Array);
      expect(findConstraints(text)).toBeInstanceOf(Array);
    },
    20_000,
  );
});

describe("findConstraints", () => {
  it("finds the sentences that demand or forbid", () => {
    const text =
      "Thanks! You must never push to main. It works.\n- Don’t rename exports\nMust it be fast? Do not\nstop.";
    expect(findConstraints(text)).toEqual(["You must never push to main.", "- Don’t rename exports"]);
  });
});

describe("findErrors", () => {
  it("finds the lines that say what went wrong, and none of code", () => {
    const text = [
      "TypeError: x is not a function",
      "    at file.ts:3",
      "throw new Error('x');",
      "src/a.ts(3,1): error TS2322: Type 'a' is not assignable",
      "0 errors",
      "npm ERR! code ENOENT",
      "if (error) {",
    ].join("\n");
    expect(findErrors(text)).toEqual([
      "TypeError: x is not a function",
      "src/a.ts(3,1): error TS2322: Type 'a' is not assignable",
      "npm ERR! code ENOENT",
    ]);
  });
});
