import { createMemoryRunLog, runComputerTask } from "@massgen/computer-use";
import { createSimulatedComputer } from "@massgen/computer-use/testing";
import type { Decision } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { lineDialect } from "./line-dialect.ts";
import { createLineModel, type LineMessage } from "./line-model.ts";

const context = { frame: { width: 320, height: 200 }, sent: { width: 640, height: 400 } };

describe("the dialect", () => {
  it.each<[string, Decision]>([
    ["CLICK 120 80", { type: "act", actions: [{ type: "click", x: 60, y: 40 }] }],
    ["CLICK 0 399.5", { type: "act", actions: [{ type: "click", x: 0, y: 199.75 }] }],
    ["TYPE Green tea", { type: "act", actions: [{ type: "type", text: "Green tea" }] }],
    ["DONE It costs $6.50.", { type: "finish", status: "success", answer: "It costs $6.50." }],
    ["FAIL ", { type: "finish", status: "failure", answer: "" }],
  ])("reads %j, and writes it", (line, decision) => {
    expect(lineDialect.decode(line, context)).toEqual(decision);
    expect(lineDialect.encode(decision, context)).toBe(line);
  });

  it.each(["", "CLICK", "CLICK 640 80", "CLICK 1 2 3", "CLICK NaN 1", "CLICK -1 5", "TYPE", "click 1 2", "I am done."])(
    "says of %j what is wrong",
    (line) => {
      expect(lineDialect.decode(line, context).type).toBe("invalid");
    },
  );

  it.each<Decision>([
    { type: "ask", question: "Which one?" },
    { type: "act", actions: [{ type: "type", text: " tea " }] },
    { type: "act", actions: [{ type: "click", x: 1, y: 1, button: "right" }] },
  ])("has no words for %j", (decision) => {
    expect(lineDialect.encode(decision, context)).toBeUndefined();
  });
});

describe("the model", () => {
  /** Plays lines, and keeps what it was sent. */
  function play(lines: readonly string[]) {
    const sent: (readonly LineMessage[])[] = [];
    const model = createLineModel(async (messages) => {
      sent.push(messages);
      return lines[sent.length - 1] ?? "FAIL There is no further line.";
    });
    return { model, sent };
  }

  it("uses a computer, and is told what was wrong", async () => {
    const { model, sent } = play(["PRESS ok", "CLICK 60 35", "DONE Pressed."]);
    const computer = createSimulatedComputer();
    const { result } = runComputerTask({ task: "Press ok.", model, computer });
    expect(await result).toMatchObject({ status: "success", answer: "Pressed.", steps: 3 });
    expect(computer.clicks()).toEqual(["ok"]);
    expect(sent[2]?.map(({ role, text }) => `${role}: ${text}`)).toEqual([
      "user: Press ok.",
      "model: PRESS ok",
      "user: Write one line: CLICK x y, TYPE text, DONE answer, or FAIL reason.",
      "model: CLICK 60 35",
      "user: Done. What next?",
    ]);
    await computer.close();
  });

  it("goes on from a log with the history that it had", async () => {
    const log = createMemoryRunLog();
    const computer = createSimulatedComputer();
    const first = play(["CLICK 60 35"]);
    const task = "Press ok.";
    await runComputerTask({ task, model: first.model, computer, log, budget: { steps: 1 } }).result;
    const second = play(["DONE Pressed."]);
    const { result } = runComputerTask({ task, model: second.model, computer, resume: log });
    expect(await result).toMatchObject({ status: "success", steps: 2 });
    expect(second.sent[0]?.map(({ text }) => text).slice(0, 2)).toEqual(["Press ok.", "CLICK 60 35"]);
    expect(computer.clicks()).toEqual(["ok"]);
    await computer.close();
  });
});
