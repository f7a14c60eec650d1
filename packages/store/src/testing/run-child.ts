import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export interface Child {
  /** What it has printed so far, by line. */
  readonly lines: readonly string[];
  /** Resolves with the first line that begins so. */
  line(beginning: string): Promise<string>;
  /** Kills it with SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Runs a program of this package, from its source, in a process of its own; it does not outlive the test. */
export function runChild(program: URL, ...parameters: readonly string[]): Child {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--conditions=@massgen/source", "--no-warnings", fileURLToPath(program), ...parameters],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  if (child.stdout === null) throw new Error("The child has no output.");
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on("line", (line) => lines.push(line));
  return {
    lines,
    async line(beginning) {
      for (;;) {
        const found = lines.find((line) => line.startsWith(beginning));
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`The child ended before it said ${beginning}.`);
        await Promise.race([once(reader, "line"), once(child, "exit")]);
      }
    },
    async kill() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
