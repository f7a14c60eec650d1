import { describe, expect, it } from "vitest";
import { chosenNames } from "./chosen-names.ts";

const choices = ["a.txt", "B.txt", "b.txt", "two words.txt", '"odd".txt'];

describe("chosenNames", () => {
  it.each([
    ["a.txt", { names: ["a.txt"] }],
    ["  A.TXT ", { names: ["a.txt"] }],
    ["b.txt", { names: ["b.txt"] }],
    ["b.TXT", { names: [], unknown: "b.TXT" }],
    ["two words.txt", { names: ["two words.txt"] }],
    ['"two words.txt" "a.txt" "a.txt"', { names: ["two words.txt", "a.txt"] }],
    ['"odd".txt', { names: ['"odd".txt'] }],
    ['"a.txt" "/etc/passwd"', { names: [], unknown: "/etc/passwd" }],
    ["/etc/passwd", { names: [], unknown: "/etc/passwd" }],
    ["", { names: [] }],
  ])("reads %j", (text, chosen) => {
    expect(chosenNames(text, choices)).toEqual(chosen);
  });
});
