import { getEventListeners } from "node:events";
import process from "node:process";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { act, clickField, clickOk, runScripted, until } from "../test-support/run-scripted.ts";
import { never, type ScriptedTurn } from "../test-support/scripted-decisions.ts";
import { createSimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";
import { createMemoryRunLog } from "./memory-run-log.ts";

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

  it("leaves no listener at the signal after 200 runs, nor a rejection that nobody handles", async () => {
    const { signal } = new AbortController();
    const rejections = vi.fn();
    process.on("unhandledRejection", rejections);
    onTestFinished(() => void process.off("unhandledRejection", rejections));
    for (let run = 0; run < 200; run += 1) {
      const script: readonly ScriptedTurn[] = [{ type: "ask", question: "Which?" }, act(clickOk), new Error("x")];
      const options = { signal, onQuestion: () => "This.", approval: { rules: { always: true } } };
      const { run: running } = runScripted(script, options);
      if (run % 2 === 0) running.stop();
      await running.result;
    }
    await settled();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(rejections).not.toHaveBeenCalled();
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

  it("before the run has begun is told and kept after its beginning", async () => {
    const log = createMemoryRunLog();
    const { run, over } = runScripted([act(clickOk)], { log });
    await run.pause();
    run.resume();
    const { events, result } = await over();
    expect(result.status).toBe("success");
    expect(events.slice(0, 3).map(({ type }) => type)).toEqual(["run-start", "run-pause", "run-resume"]);
    const records = await log.read();
    expect(records.slice(0, 3).map(({ type }) => type)).toEqual(["run", "pause", "pause"]);
  });

  it("of a run that does not begin leaves the log of another one as it is", async () => {
    const log = createMemoryRunLog();
    await runScripted([], { log }).over();
    const before = await log.read();
    const { run } = runScripted([], { log });
    void run.takeOver();
    run.handBack("Done.");
    expect((await run.result).fault?.code).toBe("log-in-use");
    expect(await log.read()).toEqual(before);
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
