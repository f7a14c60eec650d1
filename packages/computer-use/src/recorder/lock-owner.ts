import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";

/** The process that has a folder open, as its lock file says it. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Tells the process from an earlier one with the same id; `null` where the system does not say. */
  readonly started: string | null;
  /** Tells two locks of one process apart. */
  readonly token: string;
}

export function newOwner(): LockOwner {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid), token: randomUUID() };
}

/** @returns `undefined` where the text is not that of a lock file. */
export function parseOwner(text: string): LockOwner | undefined {
  try {
    const { pid, host, started, token } = JSON.parse(text);
    if (!Number.isSafeInteger(pid) || pid <= 0 || typeof host !== "string" || typeof token !== "string")
      return undefined;
    return { pid, host, started: typeof started === "string" ? started : null, token };
  } catch {
    return undefined;
  }
}

/** Whether the owner is known to be gone; of another machine that cannot be known. */
export function isGone({ pid, host, started }: LockOwner): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
  const now = startOf(pid);
  return started !== null && now !== null && started !== now;
}

/** Boot and moment of a process's start; only Linux tells without a program being run. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The program's name, in parentheses, may hold anything; the start is the twentieth field after it.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return `${boot} ${fields[19]}`;
  } catch {
    return null;
  }
}
