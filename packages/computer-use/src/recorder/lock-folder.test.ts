import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { recordRun } from "../test-support/record-run.ts";
import { type LockOwner, newOwner } from "./lock-owner.ts";
import { readRecords } from "./read-records.ts";
import { writeReplay } from "./replay/write-replay.ts";
import { openRunFolder } from "./run-folder.ts";

/** An id above every system's highest. */
const noProcess = 2 ** 30;
const resume = { resume: true };

async function recordedRun(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "massgen-lock-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const folder = await openRunFolder(path);
  await recordRun(folder, [{ type: "finish", status: "success", answer: "Yes." }]);
  await folder.close();
  return path;
}

async function writeLock(path: string, owner: Partial<LockOwner>, name = "run.lock"): Promise<void> {
  const whole = { ...newOwner(), host: hostname(), token: "of-another", ...owner };
  await writeFile(join(path, name), JSON.stringify(whole));
}

describe("a run's folder", () => {
  it("is written by one at a time, and read by anyone", async () => {
    const path = await recordedRun();
    const first = await openRunFolder(path, resume);
    await expect(openRunFolder(path, resume)).rejects.toMatchObject({
      code: "run-in-use",
      message: `The run in ${path} is open in this process. Wait until it is closed there; if nothing has it open any more, delete ${join(path, "run.lock")}.`,
    });
    expect((await readRecords(path)).length).toBeGreaterThan(2);
    expect(await writeReplay(path)).toMatchObject({ steps: 1 });
    await first.close();
    await (await openRunFolder(path, resume)).close();
    expect(await readdir(path)).toEqual(["frames", "replay.html", "run.jsonl"]);
  });

  it("is not held by an attempt that failed", async () => {
    const path = await recordedRun();
    await expect(openRunFolder(path)).rejects.toMatchObject({ code: "run-exists" });
    await (await openRunFolder(path, resume)).close();
  });

  it("is held by another process as long as that runs", async () => {
    const path = await recordedRun();
    const child = spawn(process.execPath, ["-e", "console.log('up'); process.stdin.resume()"]);
    onTestFinished(() => void child.kill("SIGKILL"));
    await once(child.stdout, "data");
    await writeLock(path, { pid: child.pid ?? 0, started: null });
    await expect(openRunFolder(path, resume)).rejects.toMatchObject({
      code: "run-in-use",
      problem: `The run in ${path} is open in process ${child.pid} on ${hostname()}.`,
    });
    child.kill("SIGKILL");
    await once(child, "exit");
    await (await openRunFolder(path, resume)).close();
  });

  it.each<[string, Partial<LockOwner>]>([
    ["of another machine", { host: "elsewhere", pid: noProcess }],
    ["that cannot be read", { token: JSON.parse("5") }],
  ])("is not taken from an owner %s", async (_, owner) => {
    const path = await recordedRun();
    await writeLock(path, owner);
    await expect(openRunFolder(path, resume)).rejects.toMatchObject({ code: "run-in-use" });
  });

  it("is taken from a dead owner by one of many", async () => {
    const path = await recordedRun();
    for (let round = 0; round < 10; round += 1) {
      await writeLock(path, { pid: noProcess });
      const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => openRunFolder(path, resume)));
      const open = attempts.filter((attempt) => attempt.status === "fulfilled");
      expect(open).toHaveLength(1);
      await open[0]?.value.close();
      expect(await readdir(path)).toEqual(["frames", "run.jsonl"]);
    }
  });

  it("outlives a takeover that died on the way", async () => {
    const path = await recordedRun();
    await writeLock(path, { pid: noProcess });
    await writeLock(path, { pid: noProcess }, "run.lock.takeover");
    await expect(openRunFolder(path, resume)).rejects.toMatchObject({ code: "run-in-use" });
    await (await openRunFolder(path, resume)).close();
    expect(await readdir(path)).toEqual(["frames", "run.jsonl"]);
  });
});
