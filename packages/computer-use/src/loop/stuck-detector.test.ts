import type { Decision } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { act, clickField, clickOk, runScripted } from "../test-support/run-scripted.ts";
import { createStuckDetector } from "./stuck-detector.ts";

const click = (x: number, y: number): Decision => ({ type: "act", actions: [{ type: "click", x, y }] });
const scroll = (deltaY: number): Decision => ({
  type: "act",
  actions: [{ type: "scroll", x: 9, y: 9, deltaX: 0, deltaY }],
});
const wait: Decision = { type: "act", actions: [{ type: "wait", milliseconds: 100 }] };

function verdicts(steps: readonly (readonly [Decision, string])[]): readonly string[] {
  const detector = createStuckDetector();
  return steps.map(([decision, picture]) => detector.step(decision, picture).type);
}

describe("the stuck detector", () => {
  it("nudges at the third and fails at the fifth equal step on an equal picture", () => {
    const steps = Array.from({ length: 5 }, () => [click(5, 5), "a"] as const);
    expect(verdicts(steps)).toEqual(["fine", "fine", "remark", "fine", "stuck"]);
  });

  it("sees one screen in the two pictures that a blinking caret makes", () => {
    const steps = [..."abbabaabab"].map((picture) => [click(5, 5), picture] as const);
    expect(verdicts(steps).at(-1)).toBe("stuck");
  });

  it.each<[string, string]>([
    ["the same letter twice", "aa"],
    ["the next of ten slides, twice round", "abcdefghijabcdefghij"],
  ])("lets a model press a key for %s", (_, pictures) => {
    const press: Decision = { type: "act", actions: [{ type: "key", keys: ["ArrowRight"] }] };
    expect(new Set(verdicts([...pictures].map((picture) => [press, picture] as const)))).toEqual(new Set(["fine"]));
  });

  it("takes places a few pixels apart as the same, but not ones that creep away", () => {
    expect(verdicts([0, 3, 4, 1, 2].map((x) => [click(50 + x, 50), "a"] as const)).at(-1)).toBe("stuck");
    expect(verdicts([0, 4, 8, 12, 16].map((x) => [click(50 + x, 50), "a"] as const))).not.toContain("stuck");
  });

  it.each<[string, readonly (readonly [Decision, string])[]]>([
    ["another picture each time", ["a", "b", "c", "d", "e"].map((picture) => [click(5, 5), picture] as const)],
    ["another place each time", [0, 20, 40, 60, 80].map((x) => [click(x, 5), "a"] as const)],
    [
      "another button each time",
      (["left", "right", "middle", "left", "right"] as const).map(
        (button) => [{ type: "act", actions: [{ type: "click", x: 5, y: 5, button }] }, "a"] as const,
      ),
    ],
    ["questions", Array.from({ length: 6 }, () => [{ type: "ask", question: "a" }, "a"] as const)],
    [
      "invalid ones, which are counted elsewhere",
      Array.from({ length: 6 }, () => [{ type: "invalid", problem: "a" }, "a"] as const),
    ],
  ])("has nothing against %s", (_, steps) => {
    expect(new Set(verdicts(steps))).toEqual(new Set(["fine"]));
  });

  it.each<Decision>([
    { type: "note", fact: "a" },
    { type: "read-page", question: "a" },
  ])("counts steps that do not act: %j", (decision) => {
    expect(verdicts(Array.from({ length: 5 }, () => [decision, "a"] as const)).at(-1)).toBe("stuck");
  });

  it("leaves a model that waits to the budget", () => {
    expect(verdicts(Array.from({ length: 9 }, () => [wait, "a"] as const))).not.toContain("stuck");
  });

  it("nudges where ten steps go to and fro", () => {
    const steps = Array.from({ length: 12 }, (_, index) => {
      return index % 2 === 0 ? ([scroll(100), "a"] as const) : ([scroll(-100), "b"] as const);
    });
    const found = verdicts(steps);
    expect(found.indexOf("remark")).toBe(9);
    expect(found.filter((type) => type !== "fine")).toHaveLength(1);
  });

  it("has nothing against alternating steps that lead on", () => {
    const steps = Array.from(
      { length: 12 },
      (_, index) => [index % 2 === 0 ? scroll(100) : click(5, 5), String(index)] as const,
    );
    expect(new Set(verdicts(steps))).toEqual(new Set(["fine"]));
  });
});

describe("a run", () => {
  it("whose model repeats itself on the same screen tells it, and then fails", async () => {
    // The first click moves the pointer in the picture, and each changes the button's colour: a click on nothing does not.
    const nowhere = { type: "act", actions: [{ type: "click", x: 300, y: 190 }] } as const;
    const { over, model } = runScripted(Array.from({ length: 9 }, () => nowhere));
    const { result } = await over();
    expect(result).toMatchObject({
      status: "failure",
      reason: "The model decided the same 5 times in a row on the same screen.",
      fault: { source: "model", code: "stuck" },
      steps: 6,
    });
    expect(model.turns.map(({ remarks }) => remarks.length)).toEqual([0, 0, 0, 0, 1, 0]);
    expect(model.turns[4]?.remarks).toEqual([
      "You have decided the same 3 times in a row on the same screen. Try another way.",
    ]);
  });

  it("that changes the screen by the same step goes on", async () => {
    const { over } = runScripted([...Array.from({ length: 9 }, () => act(clickOk)), act(clickField)]);
    expect((await over()).result).toMatchObject({ status: "success", steps: 11 });
  });
});
