import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { beforeAll, describe, expect, it } from "vitest";
import { largeConversation } from "./testing/large-conversation.ts";
import { endOf, runShell, startMassgen, startShell, timeout } from "./testing/run-massgen.ts";
import { inTerminal, needsTerminal } from "./testing/terminal.ts";
import { withFolder } from "./testing/with-folder.ts";

const clearLine = "\r\u001b[K";
const nothingWritten = { exitCode: 4, stdout: "", stderr: "massgen: Interrupted. Nothing was written.\n" };

/** Writes to a process and waits until it, and not only the pipe between, has taken most of it. */
async function feed({ stdin }: ChildProcess, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stdin?.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

describe("massgen compact: interruption", { timeout }, () => {
  let large = "";
  beforeAll(() => {
    large = largeConversation();
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends with exit code 4 on %s while it waits for input", async (signal) => {
    const child = startMassgen(["compact", "-"]);
    // More than a pipe holds: once it is taken, the program is reading.
    await feed(child, `[${" ".repeat(1_000_000)}`);
    child.kill(signal);
    expect(await endOf(child)).toEqual(nothingWritten);
  });

  it("ends with exit code 4 while it is at work, and leaves no file", () =>
    withFolder({}, async (folder) => {
      const child = startMassgen(["compact", "-", "-o", "out.json"], { cwd: folder.path });
      await feed(child, large);
      child.stdin?.end();
      child.kill("SIGINT");
      expect(await endOf(child)).toEqual(nothingWritten);
      expect(await folder.list()).toEqual([]);
    }));

  it("ends with exit code 4 while it waits for what comes through a pipe", () =>
    withFolder({}, async (folder) => {
      await runShell("mkfifo pipe", { cwd: folder.path });
      const child = startMassgen(["compact", "pipe"], { cwd: folder.path });
      const writer = startShell("exec 3> pipe; echo open; read", { cwd: folder.path });
      // A pipe is open for writing only once it is open for reading.
      await once(writer.stdout ?? writer, "data");
      child.kill("SIGINT");
      expect(await endOf(child)).toEqual(nothingWritten);
      writer.stdin?.end();
      await once(writer, "close");
    }));

  it("ends with exit code 4 while nobody reads the pipe that it writes to", () =>
    withFolder({}, async (folder) => {
      await runShell("mkfifo pipe", { cwd: folder.path });
      const child = startMassgen(["compact", "-", "-t", "10m", "-o", "pipe"], { cwd: folder.path });
      await feed(child, JSON.stringify([{ role: "user", content: "word ".repeat(100_000) }]));
      child.stdin?.end();
      child.kill("SIGINT");
      expect(await endOf(child)).toEqual(nothingWritten);
    }));

  it("takes its progress line away on Ctrl-C", (context) =>
    withFolder({ "large.json": large }, async (folder) => {
      needsTerminal(context);
      const child = startShell(inTerminal("massgen compact large.json -o out.json"), { cwd: folder.path });
      const ended = endOf(child);
      let shown = "";
      child.stdout?.on("data", (chunk) => {
        shown += chunk;
      });
      while (!shown.includes("%")) await once(child.stdout ?? child, "data");
      child.stdin?.write("\u0003");
      const { exitCode, stdout } = await ended;
      expect(exitCode).toBe(4);
      expect(stdout).toContain(`${clearLine}Counting tokens… `);
      expect(stdout.endsWith(`${clearLine}massgen: Interrupted. Nothing was written.\r\n`)).toBe(true);
      expect(await folder.list()).toEqual(["large.json"]);
    }));
});
