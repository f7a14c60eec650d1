import type { ApprovalAnswer } from "@massgen/core";
import { describe, expect, it, vi } from "vitest";
import { act, clickField, clickOk, runScripted } from "../test-support/run-scripted.ts";
import { never } from "../test-support/scripted-decisions.ts";
import { createMemoryRunLog } from "./memory-run-log.ts";

const check = { id: "c1", code: "malicious_instructions", message: "Look at this." };
const checked = { type: "act", actions: [clickOk, clickField], safetyChecks: [check] } as const;
const allow = (): ApprovalAnswer => ({ type: "allow" });
const binding = { type: "act", actions: [clickOk], criticalPoint: "It orders the book." } as const;

describe("a safety check", () => {
  it("without an approver ends the run before anything is done", async () => {
    const { over, computer } = runScripted([checked]);
    const { result, events } = await over();
    expect(result).toMatchObject({
      status: "needs-person",
      reason: "A person must allow step 1 (safety check malicious_instructions), and nobody was there to be asked.",
    });
    expect(computer.performed()).toEqual([]);
    expect(events.some(({ type }) => type === "action-start")).toBe(false);
  });

  it("that is allowed is acknowledged, and the whole batch is done after it", async () => {
    const approve = vi.fn(allow);
    const { over, computer, model } = runScripted([checked], { approval: { approve } });
    const { events } = await over();
    expect(approve).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ step: 1, decision: checked, reasons: [{ type: "safety-check", check }] }),
      { signal: expect.any(AbortSignal) },
    );
    expect(model.turns[1]?.outcome).toEqual({ type: "acted", performed: 2, acknowledged: [check] });
    expect(computer.performed()).toHaveLength(2);
    const types = events.map(({ type }) => type);
    expect(types.indexOf("approval-end")).toBeLessThan(types.indexOf("action-start"));
  });

  it.each<[string, ApprovalAnswer, string]>([
    [
      "denied",
      { type: "deny", reason: "It looks wrong." },
      "A safety check of step 1 was not accepted: It looks wrong.",
    ],
    ["stopped at", { type: "stop" }, "The run was stopped at step 1."],
  ])("that is %s ends the run with nothing done", async (_, answer, reason) => {
    const { over, computer } = runScripted([checked], { approval: { approve: () => answer } });
    expect((await over()).result).toMatchObject({ status: "interrupted", reason });
    expect(computer.performed()).toEqual([]);
  });
});

describe("an approver", () => {
  it.each<[string, () => never, object]>([
    [
      "throws",
      () => {
        throw new TypeError("no terminal");
      },
      {
        status: "failure",
        reason: "Asking a person about step 1 failed: TypeError: no terminal",
        fault: { source: "program", code: "approver-failed" },
      },
    ],
    [
      "is broken off",
      () => {
        throw new DOMException("^C", "AbortError");
      },
      { status: "interrupted", reason: "Asking a person about step 1 was broken off." },
    ],
  ])("that %s stops the run", async (_, approve, result) => {
    const { over, computer } = runScripted([checked], { approval: { approve } });
    expect((await over()).result).toMatchObject(result);
    expect(computer.performed()).toEqual([]);
  });

  it("that answers with more than an answer has only the answer of it kept", async () => {
    const log = createMemoryRunLog();
    const answer: ApprovalAnswer & object = { type: "allow" };
    Object.assign(answer, { self: answer, count: 1n, reason: Symbol("x") });
    const { over, computer } = runScripted([checked], { approval: { approve: () => answer }, log });
    expect((await over()).result.status).toBe("success");
    expect(computer.performed()).toHaveLength(2);
    expect(await log.read()).toContainEqual(expect.objectContaining({ type: "approval", answer: { type: "allow" } }));
  });

  it("is asked again where a check of the same id comes again", async () => {
    const approve = vi.fn(allow);
    await runScripted([checked, checked], { approval: { approve } }).over();
    expect(approve).toHaveBeenCalledTimes(2);
  });

  it.each([undefined, null, true, {}, { type: "yes" }])("that answers %j stops the run", async (answer) => {
    const approve = () => answer as ApprovalAnswer;
    const { over, computer } = runScripted([checked], { approval: { approve } });
    expect((await over()).result.fault).toEqual({ source: "program", code: "invalid-approval" });
    expect(computer.performed()).toEqual([]);
  });

  it("that does not listen is left where the run is stopped", async () => {
    const { run, over, computer } = runScripted([checked], {
      approval: { approve: () => new Promise<never>(() => {}) },
    });
    setTimeout(() => run.stop("Enough."), 5);
    expect((await over()).result).toMatchObject({ status: "interrupted", reason: "Enough." });
    expect(computer.performed()).toEqual([]);
  });

  it("is told by its signal that the run is stopped", async () => {
    let told = false;
    const { run, over } = runScripted([checked], {
      approval: {
        approve: (_, { signal }) => {
          signal.addEventListener("abort", () => {
            told = true;
          });
          run.stop();
          return never(signal);
        },
      },
    });
    await over();
    expect(told).toBe(true);
  });

  it("that denies has the model try something else, with its reason", async () => {
    const { over, computer, model } = runScripted([act(clickOk), act(clickField)], {
      approval: {
        rules: { always: true },
        approve: ({ step }) => (step === 1 ? { type: "deny", reason: "Not that button" } : { type: "allow" }),
      },
    });
    expect((await over()).result.status).toBe("success");
    expect(model.turns[1]?.outcome).toEqual({
      type: "rejected",
      reason: "The user does not allow this: Not that button",
    });
    expect(computer.performed()).toEqual([clickField]);
  });
});

describe("a rule", () => {
  it("for a type of action is asked about for the whole batch at once", async () => {
    const approve = vi.fn(allow);
    const actions = [clickField, { type: "type", text: "a" }, { type: "type", text: "b" }] as const;
    const { over } = runScripted([act(clickOk), { type: "act", actions }], {
      approval: { rules: { actions: ["type", "drag"] }, approve },
    });
    await over();
    expect(approve).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ step: 2, reasons: [{ type: "rule", rule: "type" }] }),
      expect.anything(),
    );
  });

  it("for a site is asked about where the page is of it", async () => {
    const { over } = runScripted([act(clickOk)], { approval: { rules: { sites: ["simulated.example"] } } });
    expect((await over()).result).toMatchObject({
      status: "needs-person",
      reason: "A person must allow step 1 (rule simulated.example), and nobody was there to be asked.",
    });
  });

  it("is not asked about where nothing is done", async () => {
    const { over } = runScripted([{ type: "note", fact: "a" }], { approval: { rules: { always: true } } });
    expect((await over()).result.status).toBe("success");
  });
});

describe("a critical point", () => {
  it("is asked about unless the rules say otherwise", async () => {
    expect((await runScripted([binding]).over()).result).toMatchObject({ status: "needs-person" });
    const free = runScripted([binding], { approval: { rules: { criticalPoints: false } } });
    expect((await free.over()).result.status).toBe("success");
    expect(free.computer.clicks()).toEqual(["ok"]);
  });

  const stopped = { type: "finish", status: "success", answer: "Ready to order.", criticalPoint: "Ordering" } as const;

  it("that a model ends at goes on where the user allows it", async () => {
    const { over, model, computer } = runScripted([stopped, act(clickOk)], { approval: { approve: allow } });
    expect((await over()).result).toMatchObject({ status: "success", answer: "Done.", steps: 3 });
    expect(model.turns[1]).toMatchObject({
      outcome: { type: "replied", reply: "I approve. Go on." },
      remarks: ["The user approves of what you stopped at. Go on with the task and do it."],
    });
    expect(computer.clicks()).toEqual(["ok"]);
  });

  it("that a model ends at is the end where the user denies it", async () => {
    const { over } = runScripted([stopped], { approval: { approve: () => ({ type: "deny" }) } });
    expect((await over()).result).toMatchObject({ status: "success", answer: "Ready to order.", steps: 1 });
  });

  it("that a model ends at needs a person where nobody is there", async () => {
    expect((await runScripted([stopped]).over()).result.status).toBe("needs-person");
  });
});
