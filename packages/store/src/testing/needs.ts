import { spawnSync } from "node:child_process";

declare module "vitest" {
  interface TaskMeta {
    /** Why a test was left out; `npm test` lists it at its end. */
    skipReason?: string;
  }
}

/** Options of a test or suite that needs something: left out, with the reason, where that is absent. */
export function needs(absence: string | null): { skip?: true; meta?: { skipReason: string } } {
  return absence === null ? {} : { skip: true, meta: { skipReason: absence } };
}

/** Why files have no modes here. */
export const noModes = process.platform === "win32" ? "needs file modes, which Windows does not have" : null;

/** Why links cannot be made here. */
export const noLinks = process.platform === "win32" ? "needs symbolic links, which Windows grants to few" : null;

/**
 * Runs a program that only root may run, such as `mount`.
 *
 * @returns why it could not be run; `null` where it was.
 */
export function runAsRoot(command: string, ...parameters: readonly string[]): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return `needs ${command} as root on Linux`;
  const { status, stderr, error } = spawnSync(command, parameters, { encoding: "utf8" });
  if (status === 0) return null;
  return `needs ${command}, which fails here: ${error?.message ?? stderr.trim()}`;
}
