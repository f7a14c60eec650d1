import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { conversationsDirectory } from "../conversations/state-directory.ts";

/** Folders below a place that are gone into; Codex has one for each year, month and day. */
const deepest = 5;

/** Where logs are usually kept: those of Claude Code, of Codex and of `massgen chat`. */
function usualPlaces(environment: NodeJS.ProcessEnv): readonly string[] {
  const home = environment.HOME || homedir();
  return [
    join(environment.CLAUDE_CONFIG_DIR || join(home, ".claude"), "projects"),
    join(environment.CODEX_HOME || join(home, ".codex"), "sessions"),
    conversationsDirectory({
      ...environment,
      XDG_STATE_HOME: environment.XDG_STATE_HOME || join(home, ".local/state"),
    }),
  ];
}

/**
 * The logs in the usual places, the newest first. Places that are missing or may not be read are passed over, and so are
 * logs of sub-agents and empty ones, as a session has that was only just begun.
 */
export async function findOwnLogs(environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const paths = (await Promise.all(usualPlaces(environment).map((place) => logsBelow(place, deepest)))).flat();
  const dated = await Promise.all(paths.map(async (path) => ({ path, ...(await sizeAndTime(path)) })));
  return dated
    .filter(({ size }) => size > 0)
    .toSorted((left, right) => right.time - left.time || left.path.localeCompare(right.path))
    .map(({ path }) => path);
}

async function logsBelow(folder: string, depth: number): Promise<readonly string[]> {
  const entries: readonly Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isFile()) return entry.name.endsWith(".jsonl") && !entry.name.startsWith("agent-") ? [path] : [];
      return entry.isDirectory() && entry.name !== "subagents" && depth > 0 ? logsBelow(path, depth - 1) : [];
    }),
  );
  return found.flat();
}

async function sizeAndTime(path: string): Promise<{ readonly size: number; readonly time: number }> {
  return stat(path).then(
    ({ size, mtimeMs }) => ({ size, time: mtimeMs }),
    () => ({ size: 0, time: 0 }),
  );
}
