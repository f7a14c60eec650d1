import { describe, expect, it } from "vitest";
import { readKeys } from "./read-keys.ts";

const [selectAll, copy] = [
  ["Control", "a"],
  ["Control", "c"],
];

describe("readKeys", () => {
  it.each<[unknown, readonly (readonly string[])[]]>([
    [["Control", "A"], [["Control", "A"]]],
    [["Shift", "Control", "T"], [["Shift", "Control", "T"]]],
    [["Control", "Control", "a"], [selectAll]],
    [["Enter", "Control"], [["Enter", "Control"]]],
    [["Control"], [["Control"]]],
    ["Ctrl + Shift + t", [["Control", "Shift", "t"]]],
    ["ctrl-a", [selectAll]],
    ["ctrl--", [["Control", "-"]]],
    ["-", [["-"]]],
    ["page-down", [["PageDown"]]],
    ["Page Down", [["PageDown"]]],
  ])("takes %j for one chord", (value, chords) => {
    expect(readKeys(value)).toEqual(chords);
  });

  it.each<[unknown, readonly (readonly string[])[]]>([
    [
      ["Ctrl+a", "Backspace"],
      [selectAll, ["Backspace"]],
    ],
    [
      ["Control+l", "Enter"],
      [["Control", "l"], ["Enter"]],
    ],
    [
      ["Control", "a", "Control", "c"],
      [selectAll, copy],
    ],
    [
      ["Control", "a", "c"],
      [selectAll, copy],
    ],
    [
      ["a", "Shift", "b"],
      [["a"], ["Shift", "b"]],
    ],
    [
      ["Control", "Shift+t", "a"],
      [["Control", "Shift", "t"], selectAll],
    ],
    [
      ["Tab", "Tab", "Enter"],
      [["Tab"], ["Tab"], ["Enter"]],
    ],
    ["Tab Tab Enter", [["Tab"], ["Tab"], ["Enter"]]],
    ["ctrl+a, ctrl+c", [selectAll, copy]],
    ["F5 F5", [["F5"], ["F5"]]],
  ])("presses %j one after the other", (value, chords) => {
    expect(readKeys(value)).toEqual(chords);
  });

  it.each([[""], [[]], [["Ctrl+"]], [[null]], [{}], [undefined], [Array(21).fill("a")], [["a".repeat(101)]]])(
    "takes %j for none",
    (value) => {
      expect(readKeys(value)).toBeUndefined();
    },
  );

  it("leaves words that are no keys to the computer, which names them", () => {
    expect(readKeys("hello world")).toEqual([["hello world"]]);
  });
});
