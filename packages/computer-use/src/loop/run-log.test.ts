import { MassGenError } from "@massgen/core";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { act, clickOk, runScripted } from "../test-support/run-scripted.ts";
import { shortLog } from "../test-support/short-log.ts";
import { createMemoryRunLog } from "./memory-run-log.ts";

describe("a log", () => {
  it("that holds a run is not written over", async () => {
    const log = createMemoryRunLog();
    await runScripted([], { log }).over();
    const { events, result } = await runScripted([], { log }).over();
    expect(result).toMatchObject({ status: "failure", fault: { source: "program", code: "log-in-use" }, steps: 0 });
    expect(events.map(({ type }) => type)).toEqual(["run-end"]);
  });

  it("that fails ends the run before anything that it could not keep is done", async () => {
    const { over, computer } = runScripted([act(clickOk)], { log: shortLog(3) });
    const { result } = await over();
    expect(result).toMatchObject({ status: "failure", fault: { source: "program", code: "unexpected" } });
    expect(computer.performed()).toEqual([]);
  });

  it("that fails at the end leaves the result as it is, and says so", async () => {
    const whole = createMemoryRunLog();
    await runScripted([], { log: whole }).over();
    const { events, result } = await runScripted([], { log: shortLog((await whole.read()).length - 1) }).over();
    expect(result.status).toBe("success");
    expect(events.at(-2)).toMatchObject({ type: "notice", code: "log-incomplete" });
  });

  it("that hangs does not hang the run with it", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const log = { ...createMemoryRunLog(), append: () => new Promise<void>(() => {}) };
    const { run, over, computer } = runScripted([act(clickOk)], { log });
    await vi.advanceTimersByTimeAsync(1);
    run.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    const { events, result } = await over();
    expect(result.status).toBe("interrupted");
    expect(events.at(-2)).toMatchObject({ type: "notice", code: "log-incomplete" });
    expect(computer.performed()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("that cannot be read ends the run", async () => {
    const read = () => {
      throw new MassGenError("It is torn.", { code: "torn", remedy: "Mend it." });
    };
    const { result } = await runScripted([], { resume: { ...createMemoryRunLog(), read } }).over();
    expect(result).toMatchObject({ status: "failure", reason: "It is torn. Mend it.", fault: { code: "torn" } });
  });

  it("of a newer version is not read", async () => {
    const log = createMemoryRunLog();
    await runScripted([act(clickOk)], { log, budget: { steps: 1 } }).over();
    const newer = createMemoryRunLog(
      JSON.parse(JSON.stringify(await log.read()).replace('"version":1', '"version":2')),
    );
    expect((await runScripted([], { resume: newer }).over()).result.fault?.code).toBe("unknown-log-version");
  });

  it("holds JSON alone, and each picture once", async () => {
    const log = createMemoryRunLog();
    const put: string[] = [];
    const { over } = runScripted(
      [{ type: "note", fact: "a" }, act(clickOk), { type: "act", actions: [{ type: "screenshot" }] }],
      {
        log: {
          ...log,
          putFrame: (id, frame) => {
            put.push(id);
            return log.putFrame(id, frame);
          },
        },
      },
    );
    await over();
    expect(put).toHaveLength(2);
    expect(new Set(put).size).toBe(2);
    const records = await log.read();
    expect(JSON.parse(JSON.stringify(records))).toEqual(records);
    expect(records.map(({ type }) => type)).toEqual([
      "run",
      "frame",
      "session",
      "step",
      "outcome",
      "step",
      "actions",
      "frame",
      "outcome",
      "step",
      "actions",
      "frame",
      "outcome",
      "step",
      "end",
    ]);
  });
});
