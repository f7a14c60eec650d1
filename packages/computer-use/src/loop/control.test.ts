import type { ComputerEvent } from "@massgen/core";
import { describe, expect, it, vi } from "vitest";
import { act, clickField, clickOk, runScripted, until } from "../test-support/run-scripted.ts";
import { never, type ScriptedTurn } from "../test-support/scripted-decisions.ts";
import { createSimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";

const forLong = { type: "wait", milliseconds: 30_000 } as const;
const interrupted = { status: "interrupted", reason: "The run was stopped." };
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

describe("stopping", () => {
  it.each<[string, ScriptedTurn]>([
    ["while a model thinks", (_, signal) => never(signal)],
    ["while a model does not listen", () => new Promise<never>(() => {})],
    ["while actions are done", { type: "act", actions: [forLong, clickOk] }],
  ])("%s ends the run at once, with all events", async (_, turn) => {
    const { run, over, computer } = runScripted([act(clickField), turn]);
    setTimeout(() => run.stop(), 10);
    const { events, result } = await over();
    expect(result).toMatchObject(interrupted);
    expect(events.at(-1)).toEqual({ type: "run-end", result });
    await settled();
    expect(computer.performed()).toEqual([clickField]);
  });

  it("by the signal is the same", async () => {
    const controller = new AbortController();
    const { over } = runScripted([(_, signal) => never(signal)], { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("private")), 10);
    expect((await over()).result).toMatchObject(interrupted);
  });

  it("before it has begun does nothing", async () => {
    const { over, model } = runScripted([act(clickOk)], { signal: AbortSignal.abort() });
    expect((await over()).result).toMatchObject({ ...interrupted, steps: 0 });
    expect(model.tasks).toEqual([]);
  });

  it("twice or after the end changes nothing", async () => {
    const { run } = runScripted([]);
    const result = await run.result;
    run.stop("late");
    run.pause().catch(() => expect.fail());
    run.resume();
    run.handBack();
    await run.takeOver();
    expect(run.reply("late")).toBe(false);
    expect(await run.result).toBe(result);
  });

  it("ends a pause too", async () => {
    const { run, over } = runScripted([act(clickOk)]);
    await run.pause();
    run.stop();
    expect((await over()).result).toMatchObject(interrupted);
  });

  it("leaves no listener at the signal", async () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, "removeEventListener");
    const added = vi.spyOn(signal, "addEventListener");
    await runScripted([], { signal }).run.result;
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
  });
});

describe("a pause", () => {
  it("holds the run before its next use of model or computer until it is resumed", async () => {
    const { run, computer, model } = runScripted([() => run.pause().then(() => act(clickOk)), act(clickField)]);
    await until(run, "run-pause");
    await settled();
    expect(model.turns).toHaveLength(1);
    expect(computer.performed()).toEqual([]);
    run.resume();
    await until(run, "run-resume");
    expect((await run.result).status).toBe("success");
    expect(computer.performed()).toEqual([clickOk, clickField]);
  });

  it("during a batch waits for its end", async () => {
    const { run, computer } = runScripted([{ type: "act", actions: [{ ...forLong, milliseconds: 20 }, clickOk] }]);
    await until(run, "action-start");
    await run.pause();
    expect(computer.performed()).toHaveLength(2);
    run.resume();
    expect((await run.result).status).toBe("success");
  });

  it("is told once however often it is asked for", async () => {
    const { run, over } = runScripted([]);
    await Promise.all([run.pause(), run.pause()]);
    run.resume();
    run.resume();
    const types = (await over()).events.map(({ type }) => type);
    expect(types.filter((type) => type === "run-pause" || type === "run-resume")).toEqual(["run-pause", "run-resume"]);
  });
});

describe("a takeover", () => {
  it("while a model thinks: nothing of what it decides is done, and it looks again", async () => {
    const on = createSimulatedComputer();
    const observe = vi.spyOn(on, "observe");
    const { run, model } = runScripted([() => run.takeOver().then(() => act(clickOk))], { on });
    await until(run, "run-pause");
    await on.act([clickField], { frame: (await on.observe()).frame.id });
    run.handBack("I have signed in.");
    expect((await run.result).status).toBe("success");
    expect(on.performed()).toEqual([clickField]);
    expect(observe).toHaveBeenCalledTimes(3);
    expect(model.turns[1]).toMatchObject({
      outcome: {
        type: "rejected",
        reason: "A person used the computer after you had decided this, so that nothing of it was done. Look again.",
      },
      remarks: ["A person used the computer meanwhile and says: I have signed in."],
    });
  });

  it("breaks off the batch that is being done, and the model is told how far it came", async () => {
    const { run, computer, model } = runScripted([{ type: "act", actions: [clickOk, forLong, clickOk] }]);
    for await (const event of run) if (event.type === "action-start" && event.index === 1) break;
    await run.takeOver();
    await computer.observe();
    run.handBack();
    expect((await run.result).status).toBe("success");
    expect(computer.clicks()).toEqual(["ok"]);
    expect(model.turns[1]).toMatchObject({
      outcome: { type: "acted", performed: 1, failure: "A person took over while this was done." },
      remarks: ["A person used the computer meanwhile."],
    });
  });

  it("during an approval: nothing of what was allowed is done", async () => {
    const { run, computer, model } = runScripted([act(clickOk)], {
      approval: {
        rules: { always: true },
        approve: async () => {
          await run.takeOver();
          setTimeout(() => run.handBack(), 5);
          return { type: "allow" };
        },
      },
    });
    await run.result;
    expect(computer.performed()).toEqual([]);
    expect(model.turns[1]?.outcome?.type).toBe("rejected");
  });

  it("while the run looks makes it look again", async () => {
    const on = createSimulatedComputer();
    const observe = vi.spyOn(on, "observe");
    observe.mockImplementationOnce(({ signal } = {}) => {
      void run.takeOver().then(() => run.handBack());
      return never(signal ?? AbortSignal.abort());
    });
    const { run } = runScripted([act(clickOk)], { on });
    expect((await run.result).status).toBe("success");
    expect(on.clicks()).toEqual(["ok"]);
  });

  it("of a paused run goes on by handing back", async () => {
    const { run, over } = runScripted([act(clickOk)]);
    await run.pause();
    await run.takeOver();
    run.handBack();
    const { events } = await over();
    expect(events.filter(({ type }) => type === "run-pause")).toEqual([
      { type: "run-pause", reason: "pause" },
      { type: "run-pause", reason: "takeover" },
    ]);
  });
});

describe("reading events", () => {
  it("can be left and taken up again", async () => {
    const { run } = runScripted([act(clickOk), act(clickField)]);
    const first = await until(run, "decision");
    const rest: ComputerEvent[] = [];
    for await (const event of run) rest.push(event);
    expect(first).toMatchObject({ type: "decision", step: 1 });
    expect(rest[0]).toMatchObject({ type: "action-start", step: 1 });
    expect(rest.at(-1)?.type).toBe("run-end");
  });
});

describe("a question", () => {
  const ask = { type: "ask", question: "Which colour?" } as const;

  it("waits for the reply, after which the screen is looked at again", async () => {
    const on = createSimulatedComputer();
    const observe = vi.spyOn(on, "observe");
    const { run, model } = runScripted([ask], { on, onQuestion: "wait" });
    expect(run.reply("too early")).toBe(false);
    expect(await until(run, "question")).toEqual({ type: "question", step: 1, question: "Which colour?" });
    expect(await until(run, "run-pause")).toEqual({ type: "run-pause", reason: "question" });
    expect(run.reply("Red.")).toBe(true);
    expect(run.reply("Blue.")).toBe(false);
    expect(await until(run, "reply")).toEqual({ type: "reply", step: 1, reply: "Red." });
    await until(run, "run-resume");
    expect((await run.result).status).toBe("success");
    expect(model.turns[1]?.outcome).toEqual({ type: "replied", reply: "Red." });
    expect(observe).toHaveBeenCalledTimes(2);
  });

  it("is answered by the handler, which is told where the answer came another way", async () => {
    let told = false;
    const { run } = runScripted([ask, ask], {
      onQuestion: ({ step, question }, { signal }) => {
        if (step === 1) return `${question} Red.`;
        signal.addEventListener("abort", () => {
          told = true;
        });
        setTimeout(() => run.reply("Blue."), 5);
        return never(signal);
      },
    });
    expect((await run.result).status).toBe("success");
    expect(told).toBe(true);
  });

  it.each([
    ["nobody is there", {}],
    ["the handler has no answer", { onQuestion: () => undefined }],
  ])("ends the run where %s", async (_, options) => {
    expect((await runScripted([ask], options).over()).result).toMatchObject({
      status: "needs-person",
      question: "Which colour?",
      reason: "The model asks something that nobody was there to answer.",
    });
  });

  it("whose handler throws ends the run", async () => {
    const onQuestion = () => {
      throw new Error("no terminal");
    };
    expect((await runScripted([ask], { onQuestion }).over()).result).toMatchObject({
      reason: "Asking the user at step 1 failed: Error: no terminal",
      fault: { source: "program", code: "question-failed" },
    });
  });

  it("ends with the run where that is stopped", async () => {
    const { run } = runScripted([ask], { onQuestion: "wait" });
    await until(run, "question");
    run.stop();
    expect((await run.result).status).toBe("interrupted");
    expect(run.reply("late")).toBe(false);
  });
});
