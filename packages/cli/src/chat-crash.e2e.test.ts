import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmulatedModel } from "@massgen/testing";
import { describe, expect, it } from "vitest";
import { type EmulatedHome, withEmulatedHome } from "./testing/emulated-home.ts";
import { endOf, runMassgen, runShell, startMassgen, timeout } from "./testing/run-massgen.ts";
import { unpairedCalls } from "./testing/unpaired-calls.ts";

/** An archive entry that is a pipe nobody writes to: whoever reads it waits. */
const slowEntry = "slowentry1";

/** Looks something up that never comes, until it hears that this was interrupted. */
const forgetful: EmulatedModel = {
  contextWindow: 4_000,
  reply({ entries, text }) {
    const last = entries.at(-1);
    if (last?.kind === "message" && last.text === "Look it up.") {
      return { calls: [{ name: "recall", arguments: { id: slowEntry } }] };
    }
    return { text: text.includes("Interrupted before it finished") ? "It was interrupted." : "word ".repeat(200) };
  },
};

describe.concurrent("massgen chat: crashes", { timeout }, () => {
  it("goes on after a SIGKILL in the middle of an answer", () =>
    withEmulatedHome({ models: { "gpt-test": forgetful } }, async (home) => {
      await runChat(home, "First.\n");
      const slow = await startChat({ ...home }, "--continue");
      slow.stdin?.write("Second.\n");
      await once(slow.stdout ?? slow, "data");
      await kill(slow);
      const { exitCode, stdout, stderr } = await runChat(home, "Third.\n", "--continue");
      expect([exitCode, stdout.startsWith("word word")]).toEqual([0, true]);
      // What was said before the crash is there; the answer that never ended is not.
      expect(stderr).toMatch(/^going on with .+: [34] items, /);
    }));

  it("goes on after a SIGKILL while a tool runs, with the call answered", () =>
    withEmulatedHome({ models: { "gpt-test": forgetful } }, async (home) => {
      await runChat(home, "First.\n");
      const { stdout: list } = await runMassgen(["chat", "--list"], { environment: home.environment });
      const folder = join(home.folder.path, "home/conversations", list.split(" ")[0] ?? "");
      await mkdir(join(folder, "archive"), { recursive: true });
      await runShell(`mkfifo ${slowEntry}.massgen.json`, { cwd: join(folder, "archive") });

      const child = await startChat(home, "--continue");
      let shown = "";
      child.stderr?.on("data", (chunk) => {
        shown += chunk;
      });
      child.stdin?.write("Look it up.\n");
      while (!shown.includes("recall {")) await once(child.stderr ?? child, "data");
      await kill(child);

      const { exitCode, stdout, stderr } = await runChat(home, "And?\n", "--continue");
      expect([exitCode, stdout]).toEqual([0, "It was interrupted.\n"]);
      expect(stderr).toMatch(/^going on with .+: 4 items, /);
      expect(unpairedCalls(await itemsIn(join(folder, "run.jsonl")))).toEqual([]);
    }));

  it("refuses a conversation that is open elsewhere", () =>
    withEmulatedHome({ latencyMilliseconds: 60_000 }, async (home) => {
      const child = await startChat(home);
      child.stdin?.write("Hello\n");
      while (home.emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      const { exitCode, stderr } = await runChat(home, "More\n", "--continue");
      expect([exitCode, stderr]).toEqual([
        1,
        `massgen: The log is open in process ${child.pid}. Close it there first.\n`,
      ]);
      await kill(child);
    }));

  it("ends with 4 on SIGTERM, and gives the conversation free", () =>
    withEmulatedHome({ latencyMilliseconds: 60_000 }, async (home) => {
      const child = await startChat(home);
      const ended = endOf(child);
      child.stdin?.write("Hello\n");
      while (home.emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill("SIGTERM");
      expect((await ended).exitCode).toBe(4);
      const { stdout } = await runMassgen(["chat", "--list"], { environment: home.environment });
      const id = stdout.split(" ")[0] ?? "";
      expect(await itemsIn(join(home.folder.path, "home/conversations", id, "run.jsonl"))).toHaveLength(1);
      await expect(readFile(join(home.folder.path, "home/conversations", id, "run.jsonl.lock"))).rejects.toThrow(
        "ENOENT",
      );
    }));
});

function runChat({ environment, folder }: EmulatedHome, input: string, ...args: readonly string[]) {
  return runMassgen(["chat", ...args], { environment, cwd: folder.path, input });
}

/** Starts a chat and waits until it is ready. */
async function startChat({ environment, folder }: EmulatedHome, ...args: readonly string[]): Promise<ChildProcess> {
  const child = startMassgen(["chat", ...args], { environment, cwd: folder.path });
  await once(child.stderr ?? child, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "close");
}

async function itemsIn(path: string): Promise<readonly object[]> {
  const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line)).flatMap(({ type, items }) => (type === "items" ? items : []));
}
