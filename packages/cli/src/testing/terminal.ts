import { spawnSync } from "node:child_process";
import type { TestContext } from "vitest";

/** Leaves a test out, by name, on a machine without the program that plays a terminal. */
export function needsTerminal({ skip }: TestContext): void {
  if (!hasTerminal()) skip("needs a terminal: install script(1) of util-linux");
}

let known: boolean | undefined;

function hasTerminal(): boolean {
  known ??= spawnSync("bash", ["-c", "script -qefc true /dev/null"], { timeout: 10_000 }).status === 0;
  return known;
}

/** A line of shell that runs another one in a terminal, and shows what that terminal is sent. */
export function inTerminal(line: string): string {
  return `SHELL=$(command -v bash) script -qefc '${line}' /dev/null`;
}
