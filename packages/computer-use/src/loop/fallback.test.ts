import { BackendError, type BackendErrorCode, ComputerError, MassGenError } from "@massgen/core";
import { describe, expect, it, vi } from "vitest";
import { act, clickField, clickOk, runScripted } from "../test-support/run-scripted.ts";
import { scriptedDecisions } from "../test-support/scripted-decisions.ts";
import { createSimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";
import { createMemoryRunLog } from "./memory-run-log.ts";
import { readPastRun } from "./past-run.ts";

const failure = (code: BackendErrorCode) =>
  new BackendError("It failed.", { code, remedy: "Try another.", retryable: false });

describe("a model that cannot be had", () => {
  it.each<BackendErrorCode>([
    "unreachable",
    "tls",
    "unavailable",
    "timeout",
    "unauthenticated",
    "forbidden",
    "unknown-model",
    "quota",
    "rate-limit",
    "stream-cut",
    "invalid-response",
    "context-overflow",
    "request-too-large",
    "unsupported",
    "invalid-image",
  ])("(%s) has the next one go on, who is told what was done", async (code) => {
    const first = scriptedDecisions([act(clickOk), { type: "note", fact: "The code is 7." }, failure(code)], {
      name: "a/1",
    });
    const second = scriptedDecisions([act(clickField)], { name: "b/2" });
    const { over, computer } = runScripted([], { models: [first, second] });
    const { result, events } = await over();
    expect(result).toMatchObject({ status: "success", steps: 4, models: ["a/1", "b/2"], notes: ["The code is 7."] });
    expect(events).toContainEqual({ type: "model-change", step: 3, from: "a/1", to: "b/2", reason: "It failed." });
    expect(second.tasks).toHaveLength(1);
    expect(second.tasks[0]?.story).toBe(
      "This task was begun before you. What was done so far:\nStep 1: click at 60, 35\nStep 2: noted: The code is 7.",
    );
    expect(second.turns[0]).not.toHaveProperty("outcome");
    expect(second.turns[1]?.outcome).toMatchObject({ type: "acted" });
    expect(computer.performed()).toEqual([clickOk, clickField]);
  });

  it("has its tokens counted, also where the run is taken up again", async () => {
    const usage = { inputTokens: 900, outputTokens: 30 };
    const costly = new BackendError("It failed.", {
      code: "invalid-response",
      remedy: "Try another.",
      retryable: false,
      usage,
      requests: 3,
    });
    const models = [
      scriptedDecisions([costly], { name: "a/1" }),
      scriptedDecisions(
        [clickOk].map((x) => act(x)),
        { name: "b/2" },
      ),
    ];
    const log = createMemoryRunLog();
    const { result } = await runScripted([], { models, log, priceOf: ({ usage: used }) => (used ? 0.5 : 0) }).over();
    expect(result).toMatchObject({ status: "success", steps: 2, requests: 5, usage, cost: 0.5 });
    expect(await log.read()).toContainEqual(
      expect.objectContaining({
        type: "failure",
        model: "a/1",
        code: "invalid-response",
        usage,
        requests: 3,
        cost: 0.5,
      }),
    );
    const past = readPastRun(await log.read());
    expect(past.failures).toMatchObject([{ requests: 3, cost: 0.5 }]);
  });

  it("of which no tokens are reported leaves the cost known, and the budget of money kept", async () => {
    const unreachable = new BackendError("It failed.", {
      code: "unreachable",
      remedy: "Try another.",
      retryable: true,
      requests: 4,
    });
    const models = [
      scriptedDecisions([unreachable], { name: "a/1" }),
      scriptedDecisions([act(clickOk), act(clickField), act(clickOk)], {
        name: "b/2",
        usage: { inputTokens: 1, outputTokens: 1 },
      }),
    ];
    const priceOf = ({ usage }: { readonly usage: unknown }) => (usage === undefined ? undefined : 0.5);
    const { result } = await runScripted([], { models, priceOf, budget: { cost: 1 } }).over();
    expect(result).toMatchObject({ status: "budget", budget: "cost", steps: 2, cost: 1, requests: 6 });
  });

  it("of whose tokens the price is unknown ends a run with a budget of money", async () => {
    const usage = { inputTokens: 900, outputTokens: 30 };
    const costly = new BackendError("It failed.", { code: "quota", remedy: "Pay.", retryable: false, usage });
    const models = [scriptedDecisions([costly], { name: "a/1" }), scriptedDecisions([act(clickOk)], { name: "b/2" })];
    const priceOf = ({ usage: used }: { readonly usage: { readonly inputTokens: number } | undefined }) =>
      used?.inputTokens === 900 ? undefined : 0.1;
    const { result } = await runScripted([], { models, priceOf, budget: { cost: 1 } }).over();
    expect(result).toMatchObject({
      status: "failure",
      reason: "What step 1 or one before it cost is not known, so that the budget cannot be kept.",
      fault: { source: "program", code: "unknown-price" },
      steps: 1,
    });
  });

  it("has the next one begin where it was the first request", async () => {
    const models = [
      scriptedDecisions([failure("unreachable")], { name: "a/1" }),
      scriptedDecisions([], { name: "b/2" }),
    ];
    const { result } = await runScripted([], { models }).over();
    expect(result).toMatchObject({ status: "success", steps: 1 });
    expect(models[1]?.tasks[0]).not.toHaveProperty("story");
  });

  it("has the next one begin where it cannot use such a computer", async () => {
    const unfit = scriptedDecisions([], { name: "a/1" });
    vi.spyOn(unfit, "start").mockImplementation(() => {
      throw new MassGenError("It needs a desktop.", { code: "unsupported-computer", remedy: "Use another model." });
    });
    const { result, events } = await runScripted([], {
      models: [unfit, scriptedDecisions([], { name: "b/2" })],
    }).over();
    expect(result).toMatchObject({ status: "success", models: ["b/2"] });
    expect(events).toContainEqual(
      expect.objectContaining({ type: "model-change", from: "a/1", reason: "It needs a desktop." }),
    );
  });

  it.each<BackendErrorCode>(["invalid-request", "refused"])(
    "for the request's own fault (%s) ends the run",
    async (code) => {
      const second = scriptedDecisions([], { name: "b/2" });
      const { result } = await runScripted([], {
        models: [scriptedDecisions([failure(code)], { name: "a/1" }), second],
      }).over();
      expect(result).toMatchObject({ status: "failure", fault: { source: "model", code } });
      expect(second.tasks).toEqual([]);
    },
  );

  it("ends the run with the last fault where none is left", async () => {
    const models = [
      scriptedDecisions([failure("unauthenticated")], { name: "a/1" }),
      scriptedDecisions([failure("unreachable")], { name: "b/2" }),
    ];
    const { result } = await runScripted([], { models }).over();
    expect(result).toMatchObject({
      status: "failure",
      reason: "It failed. Try another.",
      fault: { source: "network", code: "unreachable" },
      steps: 0,
    });
  });
});

describe("a fault", () => {
  it.each<[string, Error, object]>([
    ["of the network", failure("timeout"), { source: "network", code: "timeout" }],
    ["of the model", failure("quota"), { source: "model", code: "quota" }],
    [
      "of the program, on purpose",
      new MassGenError("No.", { code: "no", remedy: "Do." }),
      { source: "program", code: "no" },
    ],
    ["of the program", new TypeError("x is not a function"), { source: "program", code: "unexpected" }],
  ])("%s is told as one", async (_, error, fault) => {
    const { result, events } = await runScripted([act(clickOk), error]).over();
    expect(result).toMatchObject({ status: "failure", fault, steps: 1 });
    expect(events.filter(({ type }) => type === "run-end")).toHaveLength(1);
  });

  it.each(["observe", "act", "readText"] as const)("of the computer in %s is told as one", async (method) => {
    const on = createSimulatedComputer();
    vi.spyOn(on, method as "observe").mockRejectedValue(
      new ComputerError("The browser crashed.", { code: "crashed", remedy: "Start another." }),
    );
    const { result } = await runScripted([{ type: "read-page", question: "a" }, act(clickOk)], { on }).over();
    expect(result).toMatchObject({
      status: "failure",
      reason: "The browser crashed. Start another.",
      fault: { source: "computer", code: "crashed" },
    });
  });

  it("of a model that decides nothing is told as one of the program, and leaves a log that can be read", async () => {
    for (const nothing of ["{}", '"ask"', '{"type":"ask"}', '{"type":"act","actions":[],"safetyChecks":[1]}']) {
      const log = createMemoryRunLog();
      const { result } = await runScripted([() => JSON.parse(nothing)], { log }).over();
      expect(result).toMatchObject({
        reason:
          "What scripted/one decided at step 1 is no decision. Correct the model's dialect: what makes no sense is a decision of the type invalid.",
        fault: { source: "program", code: "invalid-decision" },
        requests: 1,
      });
      expect((await log.read()).some(({ type }) => type === "step")).toBe(false);
    }
  });
});
