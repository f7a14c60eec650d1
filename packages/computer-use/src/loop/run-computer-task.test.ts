import type { ComputerEvent } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { scriptedDecisions } from "../test-support/scripted-decisions.ts";
import { createSimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";
import { runComputerTask } from "./run-computer-task.ts";

const ok = { type: "click", x: 60, y: 35 } as const;
const field = { type: "click", x: 60, y: 80 } as const;
const task = "Write the name.";
const usage = { inputTokens: 100, outputTokens: 10 };

describe("a run", () => {
  it("asks, does what was decided and tells all of it in order", async () => {
    const computer = createSimulatedComputer();
    const model = scriptedDecisions(
      [
        { type: "act", actions: [field, { type: "type", text: "Ada" }] },
        { type: "act", actions: [ok] },
        { type: "finish", status: "success", answer: "It is written." },
      ],
      { usage },
    );
    const run = runComputerTask({ task, model, computer, priceOf: () => 0.5, clock: () => 7 });
    const events: ComputerEvent[] = [];
    for await (const event of run) events.push(event);
    expect(events.map((event) => ("step" in event ? `${event.type} ${event.step}` : event.type))).toEqual([
      "run-start",
      "frame 0",
      "step-start 1",
      "decision 1",
      "action-start 1",
      "action-start 1",
      "action-end 1",
      "frame 1",
      "step-start 2",
      "decision 2",
      "action-start 2",
      "action-end 2",
      "frame 2",
      "step-start 3",
      "decision 3",
      "run-end",
    ]);
    const result = await run.result;
    expect(events.at(-1)).toEqual({ type: "run-end", result });
    expect(result).toEqual({
      status: "success",
      answer: "It is written.",
      reason: "The model says that it is done.",
      steps: 3,
      requests: 3,
      usage: { inputTokens: 300, outputTokens: 30 },
      cost: 1.5,
      durationMilliseconds: 0,
      modelMilliseconds: 0,
      models: ["scripted/one"],
      notes: [],
    });
    expect(computer.textOf("name")).toBe("Ada");
    expect(computer.clicks()).toEqual(["ok"]);
    expect(model.turns[1]?.outcome).toEqual({ type: "acted", performed: 2, acknowledged: [] });
    expect(model.turns[0]).not.toHaveProperty("outcome");
  });
});
