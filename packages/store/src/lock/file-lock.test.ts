import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { nodeFiles } from "../files/file-access.ts";
import { needs } from "../testing/needs.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { takeLock } from "./file-lock.ts";
import { type LockOwner, newOwner } from "./lock-owner.ts";

/** Ids above every system's highest. */
const noProcess = 2 ** 30;

describe("takeLock", { timeout: 30_000 }, () => {
  it("keeps a second owner out until the first has gone, and leaves nothing behind", async () => {
    const path = join(temporaryFolder(), "log.lock");
    const release = await takeLock(path, nodeFiles);
    await expect(takeLock(path, nodeFiles)).rejects.toMatchObject({
      code: "log-locked",
      message: "The log is open in this process. Close it there first.",
    });
    await release();
    expect(readdirSync(join(path, ".."))).toEqual([]);
    await (await takeLock(path, nodeFiles))();
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  it("names another process that holds it", async () => {
    const path = join(temporaryFolder(), "log.lock");
    const child = spawn(process.execPath, ["-e", "console.log('up'); process.stdin.resume()"]);
    onTestFinished(() => void child.kill("SIGKILL"));
    await once(child.stdout, "data");
    const pid = child.pid ?? 0;
    writeLock(path, { pid, started: null });
    const error = { code: "log-locked", problem: `The log is open in process ${pid}.` };
    await expect(takeLock(path, nodeFiles)).rejects.toMatchObject(error);
    child.kill("SIGKILL");
    await once(child, "exit");
    await (await takeLock(path, nodeFiles))();
  });

  it("takes over the lock of a process that is gone", async () => {
    await expectTakenOver({ pid: noProcess });
  });

  const noStart = newOwner().started === null ? "needs /proc to tell when a process started" : null;
  it("takes over the lock of an earlier process with the same id", needs(noStart), async () => {
    await expectTakenOver({ started: "an-earlier-boot 123" });
  });

  it("takes over a takeover that died on the way", async () => {
    const path = join(temporaryFolder(), "log.lock");
    writeLock(path, { pid: noProcess });
    writeLock(`${path}.takeover`, { pid: noProcess });
    const release = await takeLock(path, nodeFiles);
    await release();
    expect(readdirSync(join(path, ".."))).toEqual([]);
  });

  it("does not decide for another machine, nor on what it cannot read", async () => {
    const path = join(temporaryFolder(), "log.lock");
    writeLock(path, { pid: noProcess, host: "elsewhere" });
    await expect(takeLock(path, nodeFiles)).rejects.toMatchObject({
      code: "log-locked",
      problem: "The log was opened on another machine, elsewhere.",
      remedy: `If nothing on that machine has it open any more, delete ${path}.`,
    });
    for (const content of ["", "{", '{"pid":-1,"host":"x","token":"y"}']) {
      writeFileSync(path, content);
      await expect(takeLock(path, nodeFiles)).rejects.toMatchObject({
        problem: "The log is being opened or closed by another program.",
        remedy: `Try again; if nothing has it open, delete ${path}.`,
      });
    }
  });

  it("lets only one of many take over the lock of a dead process", async () => {
    for (let round = 0; round < 20; round += 1) {
      const path = join(temporaryFolder(), "log.lock");
      writeLock(path, { pid: noProcess });
      const attempts = await Promise.allSettled(Array.from({ length: 12 }, () => takeLock(path, nodeFiles)));
      const taken = attempts.filter((attempt) => attempt.status === "fulfilled");
      expect(taken).toHaveLength(1);
      await taken[0]?.value();
      expect(existsSync(path)).toBe(false);
    }
  });

  it("works where the file system has no hard links", async () => {
    const path = join(temporaryFolder(), "log.lock");
    const files = {
      ...nodeFiles,
      link: async () => {
        throw Object.assign(new Error("made up"), { code: "EPERM" });
      },
    };
    const release = await takeLock(path, files);
    await expect(takeLock(path, files)).rejects.toMatchObject({ code: "log-locked" });
    await release();
    expect(existsSync(path)).toBe(false);
  });
});

async function expectTakenOver(owner: Partial<LockOwner>): Promise<void> {
  const path = join(temporaryFolder(), "log.lock");
  writeLock(path, owner);
  const release = await takeLock(path, nodeFiles);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid });
  await release();
  expect(readdirSync(join(path, ".."))).toEqual([]);
}

function writeLock(path: string, owner: Partial<LockOwner>): void {
  writeFileSync(path, JSON.stringify({ ...newOwner(), host: hostname(), token: "of-another", ...owner }));
}
