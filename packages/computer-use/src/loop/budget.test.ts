import { BackendError, MassGenError } from "@massgen/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { act, clickField, clickOk, runScripted, until } from "../test-support/run-scripted.ts";
import { never, scriptedDecisions } from "../test-support/scripted-decisions.ts";
import { createSimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";
import { createMemoryRunLog } from "./memory-run-log.ts";

const steps = [act(clickOk), act(clickField), act(clickOk), act(clickField)];

describe("a budget", () => {
  it.each([0, 1, 3])("of %i steps ends the run before one more", async (most) => {
    const { over, model } = runScripted(steps, { budget: { steps: most } });
    expect((await over()).result).toMatchObject({
      status: "budget",
      budget: "steps",
      reason: `The ${most} steps of the budget are spent.`,
      steps: most,
    });
    expect(model.turns).toHaveLength(most);
  });

  it("of money ends the run before the request after it is spent", async () => {
    const { over } = runScripted(steps, { budget: { cost: 1 }, priceOf: () => 0.5 });
    expect((await over()).result).toMatchObject({
      status: "budget",
      budget: "cost",
      reason: "The $1 of the budget are spent.",
      steps: 2,
      cost: 1,
    });
  });

  it.each([[undefined], [() => undefined]])("of money is refused where prices are unknown", (priceOf) => {
    const begin = () => runScripted(steps, { budget: { cost: 1 }, ...(priceOf && { priceOf }) });
    expect(begin).toThrow(
      "The budget has a cost, and what scripted/one costs is not known. Give its price with `priceOf`, or a budget of steps and time.",
    );
  });

  it("of money ends the run at a step whose price is unknown", async () => {
    const priceOf = ({ usage }: { readonly usage: unknown }) => (usage === undefined ? undefined : 0.5);
    const { result } = await runScripted(steps, { budget: { cost: 1 }, priceOf }).over();
    expect(result).toMatchObject({ status: "failure", fault: { source: "program", code: "unknown-price" }, steps: 1 });
    expect(result).not.toHaveProperty("cost");
  });

  it("of half a step is refused", () => {
    expect(() => runScripted(steps, { budget: { steps: 1.5 } })).toThrow(
      "The budget's steps are no whole number. Give a whole number, or leave it out for the default.",
    );
  });

  it("without end is none", async () => {
    const budget = { steps: Number.POSITIVE_INFINITY, milliseconds: Number.POSITIVE_INFINITY };
    expect((await runScripted(steps, { budget }).over()).result).toMatchObject({ status: "success", steps: 5 });
  });

  it("of money takes a price that is no number for an unknown one", async () => {
    const prices = [0, 0.1, Number.POSITIVE_INFINITY];
    const { result } = await runScripted(steps, { budget: { cost: 1 }, priceOf: () => prices.shift() }).over();
    expect(result.fault).toEqual({ source: "program", code: "unknown-price" });
  });

  it.each([
    ["steps", Number.NaN],
    ["milliseconds", -1],
    ["cost", Number.NaN],
  ])("whose %s is %d is refused", (name, value) => {
    const begin = () => runScripted(steps, { budget: { [name]: value }, priceOf: () => 1 });
    expect(begin).toThrow(
      `The budget's ${name} is no number of 0 or more. Give a number, or leave it out for the default.`,
    );
  });
});

describe("a budget of time", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const clock = () => performance.now();
  const spent = { status: "budget", budget: "time", reason: "The 60 s of the budget are spent." };
  const budget = { milliseconds: 60_000 };

  it.each([
    ["listens", never],
    ["does not", () => new Promise<never>(() => {})],
  ])("ends a request that hangs, whether the model %s", async (_, decide) => {
    const { run } = runScripted([act(clickOk), (_turn, signal) => decide(signal)], { clock, budget });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await run.result).toMatchObject({ ...spent, steps: 1, durationMilliseconds: 60_000 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(["observe", "act", "readText"] as const)("ends a computer that hangs in %s", async (method) => {
    const on = createSimulatedComputer();
    vi.spyOn(on, method as "observe").mockReturnValue(new Promise(() => {}));
    const { run } = runScripted([{ type: "read-page", question: "a" }, act(clickOk)], { clock, budget, on });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await run.result).toMatchObject(spent);
  });

  it("does not count pauses, questions and approvals", async () => {
    const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 3_600_000));
    const { run } = runScripted([{ type: "ask", question: "Which?" }, act(clickOk), (_, signal) => never(signal)], {
      clock,
      budget,
      approval: { rules: { always: true }, approve: () => wait().then(() => ({ type: "allow" })) },
      onQuestion: () => wait().then(() => "This."),
    });
    await vi.advanceTimersByTimeAsync(3_600_000);
    await vi.advanceTimersByTimeAsync(3_600_000);
    void run.pause();
    await vi.advanceTimersByTimeAsync(3_600_000);
    run.resume();
    await vi.advanceTimersByTimeAsync(59_999);
    let ended = false;
    void run.result.then(() => {
      ended = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await run.result).toMatchObject({ ...spent, steps: 2, durationMilliseconds: 60_000 });
  });

  it("is kept though the clock goes back, which no time is ever told to do", async () => {
    let now = 1_000_000;
    const log = createMemoryRunLog();
    const turn = (change: number) => () => {
      now += change;
      return act(clickOk);
    };
    const { over } = runScripted([turn(5_000), turn(-900_000), turn(40_000), turn(20_000), turn(1)], {
      clock: () => now,
      budget,
      log,
    });
    expect((await over()).result).toMatchObject({ ...spent, steps: 4, durationMilliseconds: 65_000 });
    const times = (await log.read()).map(({ elapsedMilliseconds }) => elapsedMilliseconds);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    const took = (await log.read()).flatMap((record) => (record.type === "step" ? [record.durationMilliseconds] : []));
    expect(took).toEqual([5_000, 0, 40_000, 20_000]);
  });

  it("may be longer than a timer can be set for", async () => {
    const { run } = runScripted([(_, signal) => never(signal)], { clock, budget: { milliseconds: 2 ** 40 } });
    await vi.advanceTimersByTimeAsync(1000);
    run.stop();
    expect((await run.result).status).toBe("interrupted");
  });
});

describe("options", () => {
  const model = scriptedDecisions([]);
  it.each<[object, string]>([
    [{ task: "  " }, "There is no task. Say in `task` what is to be done."],
    [{ models: [] }, "The list of models is empty. Give one at least."],
    [{ models: [model, model] }, "A model is listed twice. List each model once."],
    [{ maximumInvalid: 0 }, "`maximumInvalid` is no whole number of 1 or more. Leave it out for 3."],
    [{ models: [model], model }, "A run needs either one model or a list of them. Give `model` or `models`."],
  ])("of %j are refused at once", (options, message) => {
    const begin = () => runScripted([], options);
    expect(begin).toThrow(message);
    try {
      begin();
    } catch (error) {
      expect(MassGenError.isInstance(error)).toBe(true);
    }
  });
});

describe("the result", () => {
  it("says whose words the system prompts were in, of the models that tell", async () => {
    const log = createMemoryRunLog();
    const failed = new BackendError("It failed.", { code: "quota", remedy: "Pay.", retryable: false });
    const models = [
      { ...scriptedDecisions([failed], { name: "a/1" }), promptSource: "own" } as const,
      { ...scriptedDecisions([act(clickOk)], { name: "b/2" }), promptSource: "custom" } as const,
      scriptedDecisions([], { name: "c/3" }),
    ];
    const { result } = await runScripted([], { models, log, budget: { steps: 1 } }).over();
    expect(result.promptSources).toEqual({ "a/1": "own", "b/2": "custom" });
    expect(await log.read()).toContainEqual(expect.objectContaining({ type: "session", promptSource: "custom" }));
    const again = await runScripted([], { models: models.slice(2), resume: log }).over();
    expect(again.result).toMatchObject({ models: ["a/1", "b/2", "c/3"], promptSources: result.promptSources });
    expect((await runScripted([]).over()).result).not.toHaveProperty("promptSources");
  });

  it("leaves the cost out where a price was unknown", async () => {
    let times = 0;
    const { result } = await runScripted(steps, { priceOf: () => (++times === 2 ? undefined : 1) }).over();
    expect(result).not.toHaveProperty("cost");
  });

  it("comes though nobody reads the events, which can be read after it", async () => {
    const { run } = runScripted(steps);
    const result = await run.result;
    expect(result.status).toBe("success");
    expect(await until(run, "run-start")).toMatchObject({ task: "Do it.", resumedSteps: 0 });
    expect(await until(run, "run-end")).toEqual({ type: "run-end", result });
    for await (const event of run) expect.fail(`There was one more event: ${event.type}`);
  });

  it("comes though far more happens than is kept for a reader", async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ type: "note", fact: String(index) }) as const);
    const { run, over } = runScripted(many, { budget: { steps: 300 } });
    expect((await run.result).notes).toHaveLength(200);
    const { events } = await over();
    expect(events).toHaveLength(513);
    expect(events[0]).toEqual({
      type: "notice",
      code: "events-dropped",
      text: "93 events were not read in time and are left out here.",
    });
  });
});
