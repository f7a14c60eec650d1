import type { ComputerAction, ComputerCapabilities } from "@massgen/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionProblem } from "./action-problem.ts";
import { checkActions } from "./check-actions.ts";

const frame = { width: 100, height: 50 };
const capabilities: ComputerCapabilities = { environment: "browser", actions: ["click", "type", "wait"] };
const untyped = (actions: unknown) => actions as readonly ComputerAction[];

describe("checkActions", () => {
  it("takes a batch that is in order", () => {
    expect(() =>
      checkActions(
        [
          { type: "click", x: 0, y: 49.5, keys: ["Shift"], count: 3 },
          { type: "wait", milliseconds: 0 },
        ],
        capabilities,
        frame,
      ),
    ).not.toThrow();
  });

  it("names the action that is not, and what about it", () => {
    expect(() =>
      checkActions(
        [
          { type: "wait", milliseconds: 1 },
          { type: "click", x: 100, y: 1 },
        ],
        capabilities,
        frame,
      ),
    ).toThrow("Action 2 (click) has a wrong field: x lies outside the frame of 100×50. Correct it; nothing was done.");
    expect(() => checkActions(untyped("click"), capabilities, frame)).toThrow(
      "The actions are no list. Correct it; nothing was done.",
    );
  });

  it("takes no half of a character, which would be typed as another one", () => {
    expect(() => checkActions([{ type: "type", text: "a\ud83d" }], capabilities, frame)).toThrow(
      "Action 1 (type) has a wrong field: text holds half a character. Correct it; nothing was done.",
    );
    expect(() => checkActions([{ type: "type", text: "👨‍👩‍👧‍👦" }], capabilities, frame)).not.toThrow();
  });

  it("names the action that the computer has not, and those it has", () => {
    expect(() => checkActions([{ type: "back" }], capabilities, frame)).toThrow(
      "Action 1, back, is none of this computer's. It knows click, type, wait.",
    );
  });

  it("never fails in another way, whatever a model makes up", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.anything(),
            fc.record({
              type: fc.constantFrom("click", "drag", "zoom", "key"),
              path: fc.anything(),
              keys: fc.anything(),
              region: fc.anything(),
              x: fc.anything(),
              y: fc.anything(),
            }),
          ),
        ),
        (actions) => {
          try {
            checkActions(untyped(actions), capabilities, frame);
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^(invalid|unsupported)-action$/) });
          }
        },
      ),
    );
  });
});

describe("actionProblem", () => {
  it.each([
    [{ type: "press", x: 1 }, "(press) has half a place"],
    [{ type: "drag", path: [{ x: 1, y: 1 }] }, "(drag) has a wrong field: path is no list of 2 to 1000 places"],
    [
      {
        type: "drag",
        path: [
          { x: 1, y: 1 },
          { x: 1, y: 50 },
        ],
      },
      "(drag) has a wrong field: path lies outside the frame of 100×50",
    ],
    [{ type: "key", keys: [] }, "(key) has a wrong field: keys is empty"],
    [{ type: "key", keys: [""] }, "(key) has a wrong field: keys holds something that is no key"],
    [{ type: "wait", milliseconds: 60_001 }, "(wait) has a wrong field: milliseconds is no number from 0 to 60000"],
    [{ type: "type", text: "x".repeat(20_001) }, "(type) has a wrong field: text is longer than 20000 characters"],
    [{ type: "click", x: 1, y: 1, count: 4 }, "(click) has a wrong field: count is none of 1, 2, 3"],
    [
      { type: "zoom", region: { x: 90, y: 0, width: 20, height: 10 } },
      "(zoom) has a wrong field: region lies outside the frame of 100×50",
    ],
    [{ type: "toString" }, "is of no known type"],
    [null, "is no action"],
  ])("says of %j: %s", (action, problem) => {
    expect(actionProblem(action, frame)).toBe(problem);
  });

  it.each([
    { type: "press" },
    { type: "release", x: 1, y: 1 },
    { type: "screenshot" },
    { type: "write-clipboard", text: "" },
  ])("has nothing against %j", (action) => {
    expect(actionProblem(action, frame)).toBeUndefined();
  });
});
