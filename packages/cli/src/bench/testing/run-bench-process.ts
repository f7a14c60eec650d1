import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { endOf, type MassgenRun } from "../../testing/run-massgen.ts";

/** The program that has this command and no other. */
export const benchEntry = fileURLToPath(new URL("bench-main.ts", import.meta.url));

/** Runs the command as a process of its own until it ends, with nothing of the tests' environment. */
export function runBenchProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<MassgenRun> {
  const { PATH } = process.env;
  const child = spawn(process.execPath, ["--conditions=@massgen/source", benchEntry, "bench", ...args], {
    env: { PATH, ...environment },
  });
  return endOf(child);
}
