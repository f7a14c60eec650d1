import type { ComputerEvent } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { act, clickField, clickOk, runScripted, until } from "../test-support/run-scripted.ts";

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

describe("readers", () => {
  it("that throw, leave or share lose nothing of the run", async () => {
    const { run } = runScripted([act(clickOk), act(clickField), act(clickOk)]);
    const broken = async () => {
      for await (const event of run) if (event.type === "decision") throw new Error("The reader is broken.");
    };
    await expect(broken()).rejects.toThrow("The reader is broken.");
    const seen: ComputerEvent[] = [];
    const read = async () => {
      for await (const event of run) seen.push(event);
    };
    await Promise.all([read(), read()]);
    const result = await run.result;
    expect(result.status).toBe("success");
    expect(seen.filter(({ type }) => type === "run-end")).toHaveLength(1);
    expect(seen.filter(({ type }) => type === "decision")).toHaveLength(3);
  });
});
