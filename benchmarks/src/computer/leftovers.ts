import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";

/** What a process could leave behind. */
export interface Leftovers {
  /** Processes of this one, and of those. */
  readonly processes: number;
  /** Files and folders in the folder for temporary files. */
  readonly files: number;
  /** Handles that keep this process alive: sockets, servers, timers, children. */
  readonly handles: number;
  /** Listeners of this process's own events. */
  readonly listeners: number;
}

/** Counts what is there now. */
export function countLeftovers(): Leftovers {
  return {
    processes: descendants(),
    files: readdirSync(tmpdir()).filter((name) => !name.startsWith("node-compile-cache")).length,
    handles: process.getActiveResourcesInfo().length,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
  };
}

/** By the process table, where there is one. */
function descendants(): number {
  const parents = new Map<number, number>();
  for (const name of list("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (id: number): boolean => {
    const parent = parents.get(id);
    return parent !== undefined && parent > 1 && (parent === process.pid || isOurs(parent));
  };
  return [...parents.keys()].filter(isOurs).length;
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
