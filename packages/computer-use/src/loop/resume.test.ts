import { describe, expect, it } from "vitest";
import { act, clickField, clickOk, runScripted, until } from "../test-support/run-scripted.ts";
import { scriptedDecisions } from "../test-support/scripted-decisions.ts";
import { createMemoryRunLog } from "./memory-run-log.ts";
import type { ComputerRunLog } from "./run-log.ts";

describe("resuming", () => {
  const ask = { type: "ask", question: "Which colour?" } as const;

  it("gives the model its turns with their pictures, and says that time has passed", async () => {
    const log = createMemoryRunLog();
    const first = runScripted([act(clickOk), act(clickField)], { log, budget: { steps: 2 } });
    expect((await first.over()).result.status).toBe("budget");
    const again = runScripted([], { resume: log });
    const { events } = await again.over();
    expect(events[0]).toMatchObject({ type: "run-start", resumedSteps: 2 });
    expect(again.model.tasks[0]?.past).toEqual(first.model.turns.map((turn) => ({ turn, output: { said: "act" } })));
    expect(again.model.turns[0]).toMatchObject({
      outcome: { type: "acted", performed: 1 },
      remarks: ["The run was interrupted and goes on now: the screen may be another than the one you saw last."],
    });
  });

  it("goes on with what was spent", async () => {
    const log = createMemoryRunLog();
    const options = { priceOf: () => 1, budget: { steps: 2 } };
    await runScripted([act(clickOk), act(clickField)], { log, ...options }).over();
    const { result } = await runScripted([], { resume: log, ...options }).over();
    expect(result).toMatchObject({ status: "budget", steps: 2, cost: 2, requests: 2 });
  });

  it("prices what was spent before prices were known", async () => {
    const log = createMemoryRunLog();
    await runScripted([act(clickOk), act(clickField)], { log, budget: { steps: 2 } }).over();
    const options = { resume: log, priceOf: () => 1, budget: { cost: 2 } };
    expect((await runScripted([], options).over()).result).toMatchObject({ status: "budget", steps: 2, cost: 2 });
  });

  it("does not go on with a budget of money where what was spent has no price", async () => {
    const log = createMemoryRunLog();
    await runScripted([act(clickOk)], { log, budget: { steps: 1 } }).over();
    const priceOf = ({ usage }: { readonly usage: unknown }) => (usage === undefined ? undefined : 0.5);
    const { over, model } = runScripted([], { resume: log, priceOf, budget: { cost: 2 } });
    expect((await over()).result.fault).toEqual({ source: "program", code: "unknown-price" });
    expect(model.turns).toEqual([]);
  });

  it("tells the model what a person said on handing back, though the run was cut off before it looked again", async () => {
    const log = createMemoryRunLog();
    const { run } = runScripted([() => run.takeOver().then(() => act(clickOk))], { log });
    await until(run, "run-pause");
    run.handBack("I have signed in.");
    await run.result;
    const records = await log.read();
    const place = records.findIndex((record) => record.type === "remark");
    expect(records[place]).toMatchObject({ text: "A person used the computer meanwhile and says: I have signed in." });
    // It was written at once: before the decision that the model was just making.
    expect(records.findIndex(({ type }) => type === "step")).toBeGreaterThan(place);
    for (let length = place + 1; length < records.length; length += 1) {
      const left = createMemoryRunLog(records.slice(0, length));
      const again = runScripted([], { resume: { ...left, getFrame: log.getFrame } });
      await again.over();
      const past = again.model.tasks.flatMap((task) => task.past ?? []).flatMap(({ turn }) => turn.remarks);
      const told = [...past, ...again.model.turns.flatMap(({ remarks }) => remarks)];
      expect(
        told.filter((remark) => remark.includes("signed in")),
        `cut after ${length}`,
      ).toHaveLength(1);
    }
  });

  it("goes on with the time that was spent", async () => {
    const log = createMemoryRunLog();
    let now = 0;
    const later = () => {
      now += 4_000;
      return act(clickOk);
    };
    const options = { clock: () => now, budget: { milliseconds: 10_000, steps: 2 } };
    await runScripted([later, later], { log, ...options }).over();
    const { result } = await runScripted([later], { resume: log, ...options, budget: { milliseconds: 10_000 } }).over();
    expect(result).toMatchObject({ status: "budget", budget: "time", steps: 3, durationMilliseconds: 12_000 });
  });

  it("answers the question that waited, by a reply that comes at once", async () => {
    const log = createMemoryRunLog();
    expect((await runScripted([ask], { log }).over()).result.status).toBe("needs-person");
    const { run, model, over } = runScripted([], { resume: log });
    expect(run.reply("Red.")).toBe(true);
    const { result } = await over();
    expect(result).toMatchObject({ status: "success", steps: 2 });
    expect(result).not.toHaveProperty("question");
    expect(model.turns[0]?.outcome).toEqual({ type: "replied", reply: "Red." });
  });

  it("asks the question that waited once more", async () => {
    const log = createMemoryRunLog();
    await runScripted([ask], { log }).over();
    const { over, model } = runScripted([], { resume: log, onQuestion: ({ question }) => `${question} Red.` });
    expect((await over()).result.status).toBe("success");
    expect(model.turns[0]?.outcome).toEqual({ type: "replied", reply: "Which colour? Red." });
    expect((await runScripted([ask], { resume: log }).over()).result.status).toBe("success");
  });

  it("hands a reply that no question waited for to the model", async () => {
    const log = createMemoryRunLog();
    await runScripted([act(clickOk)], { log, budget: { steps: 1 } }).over();
    const { run, model } = runScripted([], { resume: log });
    run.reply("Hurry.");
    await run.result;
    expect(model.turns[0]?.remarks).toContain("The user says: Hurry.");
  });

  it("from a log that holds nothing yet hands a reply to the model too", async () => {
    const { run, model } = runScripted([], { resume: createMemoryRunLog() });
    expect(run.reply("Hurry.")).toBe(true);
    await run.result;
    expect(model.turns[0]?.remarks).toEqual(["The user says: Hurry."]);
  });

  it("tells the model once what it was to know when the run was cut off", async () => {
    const log = createMemoryRunLog();
    const nowhere = { type: "act", actions: [{ type: "click", x: 300, y: 190 }] } as const;
    await runScripted([nowhere, nowhere, nowhere, nowhere], { log, budget: { steps: 4 } }).over();
    const { model } = runScripted([], { resume: log, budget: { steps: 9 } });
    await expect.poll(() => model.turns.length).toBe(1);
    expect(model.turns[0]?.remarks).toEqual([
      "You have decided the same 3 times in a row on the same screen. Try another way.",
      "The run was interrupted and goes on now: the screen may be another than the one you saw last.",
    ]);
  });

  it("has the model decide again what a person was needed for", async () => {
    const log = createMemoryRunLog();
    const binding = { ...act(clickOk), criticalPoint: "It orders." };
    await runScripted([binding], { log }).over();
    const { over, model, computer } = runScripted([binding], {
      resume: log,
      approval: { approve: () => ({ type: "allow" }) },
    });
    expect((await over()).result.status).toBe("success");
    expect(model.turns[0]?.outcome?.type).toBe("rejected");
    expect(computer.clicks()).toEqual(["ok"]);
  });

  it("tells what a batch that was broken off by stopping came to", async () => {
    const log = createMemoryRunLog();
    const first = runScripted([{ type: "act", actions: [clickOk, { type: "wait", milliseconds: 30_000 }] }], { log });
    for await (const event of first.run) if (event.type === "action-start" && event.index === 1) first.run.stop();
    const { model, over } = runScripted([], { resume: log });
    await over();
    expect(model.turns[0]?.outcome).toEqual({
      type: "acted",
      performed: 1,
      failure: "The run ended while this was done.",
      acknowledged: [],
    });
  });

  it.each<[string, (log: ComputerRunLog) => ComputerRunLog]>([
    ["pictures are lost", (log) => ({ ...log, getFrame: () => undefined })],
    [
      "records are lost",
      (log) => ({ ...log, read: async () => (await log.read()).filter(({ type }) => type !== "frame") }),
    ],
  ])("goes on from a summary where %s", async (_, damage) => {
    const log = createMemoryRunLog();
    await runScripted([act(clickOk)], { log, budget: { steps: 1 } }).over();
    const { over, model } = runScripted([], { resume: damage(log) });
    const { events, result } = await over();
    expect(result).toMatchObject({ status: "success", steps: 2 });
    expect(events).toContainEqual(expect.objectContaining({ type: "notice", code: "session-lost" }));
    expect(model.tasks).toHaveLength(1);
    expect(model.tasks[0]?.story).toContain("Step 1: click at 60, 35");
    expect(model.turns[0]).not.toHaveProperty("outcome");
  });

  it("with another model tells that one the story", async () => {
    const log = createMemoryRunLog();
    await runScripted([act(clickOk)], { log, budget: { steps: 1 } }).over();
    const other = scriptedDecisions([], { name: "other/1" });
    const { result } = await runScripted([], { resume: log, models: [other] }).over();
    expect(result.models).toEqual(["scripted/one", "other/1"]);
    expect(other.tasks[0]?.story).toContain("Step 1: click at 60, 35");
  });

  it.each<[string, object, string]>([
    [
      "of another task",
      { task: "Else." },
      "The log is that of another task. Give the task that the run was begun with, or begin a new run.",
    ],
  ])("a log %s fails", async (_, options, reason) => {
    const log = createMemoryRunLog();
    await runScripted([act(clickOk)], { log, budget: { steps: 1 } }).over();
    expect((await runScripted([], { resume: log, ...options }).over()).result).toMatchObject({
      status: "failure",
      reason,
    });
  });
});
