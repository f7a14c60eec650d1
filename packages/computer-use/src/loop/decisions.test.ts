import { ComputerError } from "@massgen/core";
import { describe, expect, it, vi } from "vitest";
import { act, clickField, clickOk, runScripted } from "../test-support/run-scripted.ts";
import { createSimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";

const invalid = { type: "invalid", problem: "There is no such action. Use click." } as const;

describe("a decision", () => {
  it("to note is kept, and followed by a turn with the same observation", async () => {
    const on = createSimulatedComputer();
    const observe = vi.spyOn(on, "observe");
    const { over, model } = runScripted([{ type: "note", fact: "The code is 7." }], { on });
    const { events, result } = await over();
    expect(result.notes).toEqual(["The code is 7."]);
    expect(events).toContainEqual({ type: "note", step: 1, fact: "The code is 7." });
    expect(observe).toHaveBeenCalledTimes(1);
    expect(model.turns[1]?.observation).toEqual(model.turns[0]?.observation);
    expect(model.turns[1]?.outcome).toEqual({ type: "noted" });
  });

  it("shows what happened since the last observation only once", async () => {
    const on = createSimulatedComputer();
    const observation = { ...(await on.observe()), notices: ["A download began."], clipboard: "x" };
    vi.spyOn(on, "observe").mockResolvedValue(observation);
    const { over, model } = runScripted([{ type: "note", fact: "a" }], { on });
    await over();
    expect(model.turns[0]?.observation.notices).toEqual(["A download began."]);
    expect(model.turns[1]?.observation.notices).toEqual([]);
    expect(model.turns[1]?.observation).not.toHaveProperty("clipboard");
  });

  it("to act never looks twice: what acting shows is the next turn", async () => {
    const on = createSimulatedComputer();
    const observe = vi.spyOn(on, "observe");
    const { over, model } = runScripted([act(clickOk), act(clickField)], { on });
    const { events } = await over();
    expect(observe).toHaveBeenCalledTimes(1);
    const frames = events.filter((event) => event.type === "frame").map(({ observation }) => observation.frame.id);
    expect(frames).toHaveLength(3);
    expect(model.turns.map(({ observation }) => observation.frame.id)).toEqual(frames);
  });

  it("to read the page gives its text", async () => {
    const { over, model } = runScripted([{ type: "read-page", question: "What is it?" }]);
    await over();
    expect(model.turns[1]?.outcome).toEqual({
      type: "page-text",
      question: "What is it?",
      text: "# Simulated page\nname: ",
    });
  });

  it("to read the page is rejected where the computer cannot", async () => {
    const { readText: _, ...on } = createSimulatedComputer();
    const { over, model } = runScripted([{ type: "read-page", question: "What is it?" }], { on });
    expect((await over()).result.status).toBe("success");
    expect(model.turns[1]?.outcome).toEqual({
      type: "rejected",
      reason: "The text of the page cannot be read on this computer.",
    });
  });

  it("that the task cannot be done is a failure without a fault", async () => {
    const { over } = runScripted([{ type: "finish", status: "failure", answer: "It is sold out." }]);
    const { result } = await over();
    expect(result).toMatchObject({ status: "failure", answer: "It is sold out." });
    expect(result).not.toHaveProperty("fault");
  });

  it("that makes no sense has another turn, and fails the run the third time in a row", async () => {
    const { over, model } = runScripted([invalid, invalid, act(clickOk), invalid, invalid, invalid]);
    const { result } = await over();
    expect(model.turns[1]?.outcome).toEqual({ type: "rejected", reason: "There is no such action. Use click." });
    expect(result).toMatchObject({
      status: "failure",
      reason: "The model decided 3 times in a row what makes no sense or cannot be done.",
      fault: { source: "model", code: "invalid-output" },
      steps: 6,
    });
  });

  it.each([1, 5])("that makes no sense fails the run after %i in a row where that is the most", async (most) => {
    const { over } = runScripted(
      Array.from({ length: 9 }, () => invalid),
      { maximumInvalid: most },
    );
    expect((await over()).result.steps).toBe(most);
  });

  it("with an action outside the frame is rejected as a whole before anyone is asked", async () => {
    const approve = vi.fn(() => ({ type: "allow" }) as const);
    const outside = { type: "act", actions: [clickOk, { type: "click", x: 999, y: 1 }] } as const;
    const { over, model, computer } = runScripted([outside], { approval: { rules: { always: true }, approve } });
    await over();
    expect(model.turns[1]?.outcome).toEqual({
      type: "rejected",
      reason: "Action 2 (click) has a wrong field: x lies outside the frame of 320×200. Correct it; nothing was done.",
    });
    expect(approve).not.toHaveBeenCalled();
    expect(computer.performed()).toEqual([]);
  });

  it("without an action is rejected", async () => {
    const { over, model } = runScripted([{ type: "act", actions: [] }]);
    await over();
    expect(model.turns[1]?.outcome).toEqual({ type: "rejected", reason: "There is no action in it." });
  });

  it("whose second action fails is told so, and how far it came", async () => {
    const actions = [clickOk, { type: "key", keys: ["Hyper"] }, clickOk] as const;
    const { over, model, computer } = runScripted([{ type: "act", actions }]);
    const { events } = await over();
    expect(model.turns[1]?.outcome).toEqual({
      type: "acted",
      performed: 1,
      failure: 'There is no key "Hyper".',
      acknowledged: [],
    });
    expect(events).toContainEqual(expect.objectContaining({ type: "action-end", performed: 1 }));
    expect(computer.clicks()).toEqual(["ok"]);
  });

  it("on a screen that has changed has another look, and fails the run the third time in a row", async () => {
    const on = createSimulatedComputer();
    const stale = new ComputerError("Old.", { code: "stale-frame", remedy: "Look." });
    vi.spyOn(on, "act").mockRejectedValue(stale);
    const observe = vi.spyOn(on, "observe");
    const { over, model } = runScripted([act(clickOk), act(clickField), act(clickOk)], { on });
    const { result } = await over();
    expect(model.turns[1]?.outcome).toEqual({
      type: "rejected",
      reason: "The screen had changed before this was done. Look again.",
    });
    expect(observe).toHaveBeenCalledTimes(3);
    expect(result.fault).toEqual({ source: "computer", code: "stale-frame" });
  });
});
