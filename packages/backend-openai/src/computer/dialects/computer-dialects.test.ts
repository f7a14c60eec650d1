import type { ComputerAction, Decision } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { computerDialect } from "./computer-dialect.ts";
import { computerUsePreviewDialect } from "./computer-use-preview-dialect.ts";
import type { OpenaiComputerCall } from "./openai-computer-call.ts";

const context = { frame: { width: 1000, height: 500 } };
const allowed = "Allowed actions: click, double_click, drag, keypress, move, screenshot, scroll, type, wait.";

function callOf(fields: object): OpenaiComputerCall {
  return JSON.parse(JSON.stringify({ type: "computer_call", pending_safety_checks: [], ...fields }));
}
const decode = (...actions: readonly object[]): Decision => computerDialect.decode(callOf({ actions }), context);

describe("what is read", () => {
  it.each<[object, ComputerAction]>([
    [
      { type: "click", button: "left", x: 1, y: 2 },
      { type: "click", x: 1, y: 2 },
    ],
    [
      { type: "click", x: 1, y: 2, keys: null },
      { type: "click", x: 1, y: 2 },
    ],
    [
      { type: "click", button: "wheel", x: 1, y: 2 },
      { type: "click", x: 1, y: 2, button: "middle" },
    ],
    [
      { type: "click", button: "back", x: 1, y: 2 },
      { type: "click", x: 1, y: 2, button: "back" },
    ],
    [
      { type: "click", button: "left", x: 1, y: 2, keys: ["CTRL", "SHIFT"] },
      { type: "click", x: 1, y: 2, keys: ["CTRL", "SHIFT"] },
    ],
    [
      { type: "double_click", x: 1, y: 2, keys: [] },
      { type: "click", x: 1, y: 2, count: 2 },
    ],
    [
      {
        type: "drag",
        path: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
        keys: ["ALT"],
      },
      {
        type: "drag",
        path: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
        keys: ["ALT"],
      },
    ],
    [
      { type: "keypress", keys: ["CTRL", "a"] },
      { type: "key", keys: ["CTRL", "a"] },
    ],
    [
      { type: "move", x: 1.5, y: 2 },
      { type: "move", x: 1.5, y: 2 },
    ],
    [
      { type: "scroll", x: 1, y: 2, scroll_x: 0, scroll_y: 300, keys: ["SHIFT"] },
      { type: "scroll", x: 1, y: 2, deltaX: 0, deltaY: 300, keys: ["SHIFT"] },
    ],
    [
      { type: "scroll", x: 1, y: 2, scroll_y: -300 },
      { type: "scroll", x: 1, y: 2, deltaX: 0, deltaY: -300 },
    ],
    [
      { type: "type", text: "héllo\n🎉" },
      { type: "type", text: "héllo\n🎉" },
    ],
    [{ type: "wait" }, { type: "wait", milliseconds: 1_000 }],
    [{ type: "screenshot", novelty: 1 }, { type: "screenshot" }],
  ])("reads %j", (wire, action) => {
    expect(decode(wire)).toEqual({ type: "act", actions: [action] });
    expect(computerUsePreviewDialect.decode(callOf({ action: wire }), context)).toEqual({
      type: "act",
      actions: [action],
    });
  });

  it.each([
    [-20, -10, 0, 0],
    [1000, 500, 999, 499],
    [1019, 509.9, 999, 499],
    [999.5, 499.5, 999.5, 499.5],
  ])("takes %d,%d for the nearest place in the frame", (x, y, nearestX, nearestY) => {
    expect(decode({ type: "move", x, y })).toEqual({
      type: "act",
      actions: [{ type: "move", x: nearestX, y: nearestY }],
    });
  });

  it("translates places and distances of a picture of another size", () => {
    const sent = { width: 500, height: 250 };
    const call = callOf({ actions: [{ type: "scroll", x: 10, y: 20, scroll_x: 5, scroll_y: 100 }] });
    expect(computerDialect.decode(call, { ...context, sent })).toEqual({
      type: "act",
      actions: [{ type: "scroll", x: 20, y: 40, deltaX: 10, deltaY: 200 }],
    });
  });

  it("reads actions at the other tool's place", () => {
    expect(computerDialect.decode(callOf({ action: { type: "wait" } }), context)).toMatchObject({ type: "act" });
    const batch = callOf({ actions: [{ type: "wait" }, { type: "screenshot" }] });
    expect(computerUsePreviewDialect.decode(batch, context)).toMatchObject({ actions: [{}, {}] });
  });

  it("keeps what has to be looked at before", () => {
    const pending_safety_checks = [
      { id: "a", code: "malicious_instructions", message: "Careful." },
      { id: "b", code: null },
    ];
    const call = callOf({ actions: [{ type: "screenshot" }], pending_safety_checks });
    expect(computerDialect.decode(call, context)).toMatchObject({
      safetyChecks: [{ id: "a", code: "malicious_instructions", message: "Careful." }, { id: "b" }],
    });
  });
});

describe("what makes no sense", () => {
  it.each<[object, string]>([
    [{ type: "fly" }, `The action is wrong: its type is "fly", which is no action. Nothing was done. ${allowed}`],
    [
      { type: "constructor" },
      `The action is wrong: its type is "constructor", which is no action. Nothing was done. ${allowed}`,
    ],
    [{}, `The action is wrong: its type is nothing, which is no action. Nothing was done. ${allowed}`],
    [
      { type: "click", x: "1", y: 2 },
      `The action (click) is wrong: x must be a number, not "1". Nothing was done. ${allowed}`,
    ],
    [
      { type: "click", x: 1021, y: 2 },
      `The action (click) is wrong: x is 1021, outside the screenshot, which is 1000 pixels wide and 500 high. Nothing was done. ${allowed}`,
    ],
    [
      { type: "click", button: "fire", x: 1, y: 2 },
      `The action (click) is wrong: button is "fire", which is none of left, right, wheel, back, forward. Nothing was done. ${allowed}`,
    ],
    [
      { type: "drag", path: [{ x: 1, y: 2 }] },
      `The action (drag) is wrong: path must be a list of two places or more. Nothing was done. ${allowed}`,
    ],
    [
      { type: "drag", path: [{ x: 1, y: 2 }, [3, 4]] },
      `The action (drag) is wrong: path must hold places with x and y, not [3,4]. Nothing was done. ${allowed}`,
    ],
    [
      { type: "keypress", keys: [] },
      `The action (keypress) is wrong: keys must be a list of names of keys, not []. Nothing was done. ${allowed}`,
    ],
    [
      { type: "keypress", keys: "x".repeat(100) },
      `The action (keypress) is wrong: keys must be a list of names of keys, not "${"x".repeat(59)}…. Nothing was done. ${allowed}`,
    ],
    [{ type: "type" }, `The action (type) is wrong: text must be a string, not nothing. Nothing was done. ${allowed}`],
  ])("says of %j what is wrong", (action, problem) => {
    expect(decode(action)).toEqual({ type: "invalid", problem });
  });

  it("does nothing of a batch with one bad action", () => {
    expect(decode({ type: "screenshot" }, { type: "fly" }, { type: "wait" })).toEqual({
      type: "invalid",
      problem: `Action 2 of 3 is wrong: its type is "fly", which is no action. Nothing was done. ${allowed}`,
    });
  });

  it.each<[object, string]>([
    [{}, `The call has no action. Nothing was done. ${allowed}`],
    [{ actions: [] }, `The call has no action. Nothing was done. ${allowed}`],
    [{ actions: "click" }, `The call has no action. Nothing was done. ${allowed}`],
    [
      { actions: Array(101).fill({ type: "wait" }) },
      `The call has 101 actions, more than 100. Nothing was done. ${allowed}`,
    ],
    [
      { actions: [{ type: "wait" }], pending_safety_checks: [{ code: "x" }] },
      `One of its safety checks has no id. Nothing was done. ${allowed}`,
    ],
    [
      { actions: [{ type: "wait" }], pending_safety_checks: "x" },
      `Its safety checks are "x". Nothing was done. ${allowed}`,
    ],
  ])("refuses the call %j", (fields, problem) => {
    expect(computerDialect.decode(callOf(fields), context)).toEqual({ type: "invalid", problem });
  });
});

describe("what there are no words for", () => {
  const act = (...actions: readonly ComputerAction[]): Decision => ({ type: "act", actions });

  it.each<Decision>([
    { type: "finish", status: "success", answer: "Done." },
    { type: "ask", question: "Which?" },
    { ...act({ type: "wait", milliseconds: 1_000 }), thoughts: "Hm." },
    act({ type: "wait", milliseconds: 2_000 }),
    act({ type: "navigate", url: "https://example.com" }),
    act({ type: "screenshot" }, { type: "back" }),
    act({ type: "click", x: 1, y: 2, count: 3 }),
    act({ type: "click", x: 1, y: 2, count: 2, button: "right" }),
    act({ type: "click", x: 1.5, y: 2 }),
    act({ type: "click", x: 5_000, y: 2 }),
    act(),
  ])("writes nothing for %j", (decision) => {
    expect(computerDialect.encode(decision, context)).toBeUndefined();
  });

  it("has words for one action only where the tool takes one", () => {
    expect(
      computerUsePreviewDialect.encode(act({ type: "screenshot" }, { type: "screenshot" }), context),
    ).toBeUndefined();
  });

  it("does not mind defaults that are spelled out", () => {
    const decision: Decision = {
      ...act({ type: "click", x: 1, y: 2, button: "left", count: 1, keys: [] }),
      safetyChecks: [],
    } as Decision;
    expect(computerDialect.encode(decision, context)).toEqual({
      type: "computer_call",
      actions: [{ type: "click", button: "left", x: 1, y: 2 }],
      pending_safety_checks: [],
    });
  });
});
