import type { ComputerModel, ComputerTask, Decision } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { act, clickField, clickOk, runScripted } from "../test-support/run-scripted.ts";
import { shortLog } from "../test-support/short-log.ts";
import { createSimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";
import { createMemoryRunLog } from "./memory-run-log.ts";

const usage = { inputTokens: 100, outputTokens: 10 };
const typing = { type: "act", actions: [clickField, { type: "type", text: "Ada" }] } as const;
const script: readonly Decision[] = [
  typing,
  { type: "note", fact: "The code is 7." },
  { type: "ask", question: "Which colour?" },
  { type: "invalid", problem: "No such action." },
  act(clickOk),
  { type: "read-page", question: "Price?" },
  { type: "act", actions: [{ type: "scroll", x: 9, y: 9, deltaX: 0, deltaY: 9 }], safetyChecks: [{ id: "c1" }] },
  { type: "finish", status: "success", answer: "It is done." },
];
const wanted = script.flatMap((decision) => (decision.type === "act" ? decision.actions : []));

/** A model that follows the script as a good model would: what was rejected as not begun it decides again. */
function steadyModel(tasks: ComputerTask[] = []): ComputerModel {
  return {
    name: "steady/1",
    model: "steady-1",
    frame: { width: 320, height: 200 },
    start(task) {
      tasks.push(task);
      let next = 0;
      for (const { output } of task.past ?? []) next = Number(output) + 1;
      return {
        async decide({ outcome }) {
          if (outcome?.type === "rejected" && outcome.reason.startsWith("The run was interrupted")) next -= 1;
          const decision = script[next] ?? { type: "finish", status: "failure", answer: "The script is over." };
          next += 1;
          return { decision, output: next - 1, requests: 1, usage };
        },
      };
    },
  };
}

const answers = {
  onQuestion: () => "Red.",
  approval: { approve: () => ({ type: "allow" }) as const },
  priceOf: () => 0.5,
};

describe("a run that was cut off after any record", () => {
  it("is resumed without doing an action twice or leaving one out", async () => {
    const whole = createMemoryRunLog();
    await runScripted([], { models: [steadyModel()], log: whole, ...answers }).over();
    const { length } = await whole.read();
    expect(length).toBeGreaterThan(25);
    for (let most = 0; most < length; most += 1) {
      const on = createSimulatedComputer();
      const kept = createMemoryRunLog();
      await runScripted([], { models: [steadyModel()], log: shortLog(most, kept), on, ...answers }).over();
      const before = await kept.read();
      expect(before).toHaveLength(most);

      const tasks: ComputerTask[] = [];
      const again = runScripted([], { models: [steadyModel(tasks)], resume: kept, on, ...answers });
      const { events, result } = await again.over();
      expect(result, `cut after ${most}`).toMatchObject({
        status: "success",
        answer: "It is done.",
        notes: ["The code is 7."],
        models: ["steady/1"],
      });
      expect(on.performed(), `cut after ${most}`).toEqual(wanted);
      expect(events.filter(({ type }) => type === "run-end")).toHaveLength(1);
      expect(events.filter((event) => event.type === "notice")).toEqual([]);

      const records = await kept.read();
      const steps = records.filter((record) => record.type === "step");
      expect(steps.map(({ step }) => step)).toEqual(steps.map((_, index) => index + 1));
      expect(result).toMatchObject({
        steps: steps.length,
        cost: steps.length * 0.5,
        usage: { inputTokens: steps.length * 100, outputTokens: steps.length * 10 },
      });
      expect(records.at(-1)).toMatchObject({ type: "end", result });
      const past = before.filter((record) => record.type === "step").length;
      if (past > 0 && past < script.length) expect(tasks[0]?.past).toHaveLength(past);
    }
  });

  it("is over for good where the model had ended it", async () => {
    const log = createMemoryRunLog();
    const first = await runScripted([act(clickOk)], { log }).over();
    const again = runScripted([act(clickOk)], { resume: log });
    const { events, result } = await again.over();
    expect(result).toEqual(first.result);
    expect(events.map(({ type }) => type)).toEqual(["run-start", "run-end"]);
    expect(again.computer.performed()).toEqual([]);
  });

  it("is not begun anew by a log that holds nothing yet", async () => {
    const { result } = await runScripted([act(clickOk)], { resume: createMemoryRunLog() }).over();
    expect(result).toMatchObject({ status: "success", steps: 2 });
  });
});
