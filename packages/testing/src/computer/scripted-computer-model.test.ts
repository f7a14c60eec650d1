import type { ComputerTurn } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { readComputerScript } from "./read-computer-script.ts";
import { createScriptedComputerModel } from "./scripted-computer-model.ts";

const turn: ComputerTurn = {
  observation: {
    frame: { id: "f1", width: 1, height: 1, mediaType: "image/png", data: new Uint8Array() },
    tabs: [],
    permissions: [],
    downloads: [],
    notices: [],
  },
  remarks: [],
};
const task = { task: "Buy milk.", computer: { environment: "browser", actions: ["click"] } } as const;

describe("createScriptedComputerModel", () => {
  it("plays its steps, tells their tokens, and says that it is over", async () => {
    const usage = { inputTokens: 3, outputTokens: 2 };
    const model = createScriptedComputerModel([{ type: "note", fact: "1 €", usage }]);
    const session = model.start(task);
    expect(await session.decide(turn)).toEqual({
      decision: { type: "note", fact: "1 €" },
      output: { scripted: { type: "note", fact: "1 €" } },
      requests: 1,
      usage,
    });
    expect((await session.decide(turn)).decision).toEqual({
      type: "finish",
      status: "failure",
      answer: "The script has no further step.",
    });
    expect(model.turns).toHaveLength(2);
    expect(model.tasks).toEqual([task]);
  });

  it("goes on after the steps of an earlier run", async () => {
    const model = createScriptedComputerModel([
      { type: "note", fact: "one" },
      { type: "note", fact: "two" },
    ]);
    const session = model.start({ ...task, past: [{ turn, output: {} }] });
    expect((await session.decide(turn)).decision).toEqual({ type: "note", fact: "two" });
  });

  it("decides by what it sees, and may fail without losing its place", async () => {
    let isDown = true;
    const model = createScriptedComputerModel((_turn, index) => {
      if (isDown) throw new Error("down");
      return { type: "note", fact: `turn ${index}` };
    });
    const session = model.start(task);
    await expect(session.decide(turn)).rejects.toThrow("down");
    isDown = false;
    expect((await session.decide(turn)).decision).toEqual({ type: "note", fact: "turn 0" });
  });

  it("stops where it is told to", async () => {
    const session = createScriptedComputerModel([{ type: "note", fact: "x" }]).start(task);
    await expect(session.decide(turn, { signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow("stop");
  });
});

describe("readComputerScript", () => {
  const read = (value: unknown) => readComputerScript(JSON.stringify(value), "steps.json");

  it("takes every kind of step", () => {
    const steps = [
      { type: "act", actions: [{ type: "click", x: 1, y: 2, count: 2, keys: ["Shift"] }], thoughts: "Now." },
      { type: "act", actions: [{ type: "type", text: "日本" }], safetyChecks: [{ id: "s1", message: "Sure?" }] },
      { type: "note", fact: "1 €" },
      { type: "ask", question: "Which?" },
      { type: "read-page", question: "What?" },
      { type: "invalid", problem: "No." },
      { type: "finish", status: "success", answer: "Done.", criticalPoint: "An order." },
    ];
    expect(read({ name: "scripted/shop", frame: { width: 800, height: 600 }, steps })).toEqual({
      steps,
      options: { name: "scripted/shop", frame: { width: 800, height: 600 } },
    });
  });

  it("fills in what a scroll leaves out", () => {
    const { steps } = read({ steps: [{ type: "act", actions: [{ type: "scroll", x: 1, y: 1, deltaY: 300 }] }] });
    expect(steps).toEqual([{ type: "act", actions: [{ type: "scroll", x: 1, y: 1, deltaX: 0, deltaY: 300 }] }]);
  });

  it.each([
    [{ steps: [] }, "at steps"],
    [{ steps: [{ type: "act", actions: [] }] }, "at steps[0].actions"],
    [{ steps: [{ type: "act", actions: [{ type: "click", x: "1", y: 2 }] }] }, "at steps[0].actions[0].x"],
    [{ steps: [{ type: "act", actions: [{ type: "shell", command: "ls" }] }] }, "at steps[0].actions[0].type"],
    [{ steps: [{ type: "finish", status: "done", answer: "" }] }, "at steps[0].status"],
    [{ steps: [{ type: "note", fact: "x", extra: 1 }] }, "at steps[0]"],
    [[], "at its top"],
  ])("names the place of what is wrong in %j", (script, where) => {
    expect(() => read(script)).toThrow(where);
  });

  it("says where a script is no JSON", () => {
    expect(() => readComputerScript("{", "steps.json")).toThrow("The script steps.json is not JSON. Write {");
  });
});
