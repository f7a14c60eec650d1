import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../massgen.ts", import.meta.url));

/** Node's arguments that run `massgen` from its sources. */
const fromSource = ["--conditions=@massgen/source", entry];

/** Compiled sources, which make each start several times as fast; Node keys them by content. */
const compileCache = fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url));

/** Guards a test against a process that hangs, in milliseconds; on a busy machine each takes seconds. */
export const timeout = 120_000;

/** How a process ended. */
export interface MassgenRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Working directory. Default: that of the tests. */
  readonly cwd?: string;
  /** All that is on standard input. Default: nothing. */
  readonly input?: string | Uint8Array;
  /** Environment beside `PATH`; nothing of the tests' own, which may ask for colour or against it. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs `massgen` as a process of its own until it ends. */
export async function runMassgen(args: readonly string[], options: RunOptions = {}): Promise<MassgenRun> {
  const child = startMassgen(args, options);
  // It may end without having read its input.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(options.input ?? "");
  return endOf(child);
}

/** Starts `massgen` as a process of its own; whoever starts it sees to its end. */
export function startMassgen(args: readonly string[], options: Omit<RunOptions, "input"> = {}): ChildProcess {
  return spawn(process.execPath, [...fromSource, ...args], { env: environmentOf(options), cwd: options.cwd });
}

/** Runs a line of shell in which `massgen` is the program. */
export async function runShell(line: string, options: Omit<RunOptions, "input"> = {}): Promise<MassgenRun> {
  const child = startShell(line, options);
  child.stdin?.end();
  return endOf(child);
}

/** Starts a line of shell in which `massgen` is the program; whoever starts it sees to its end. */
export function startShell(line: string, options: Omit<RunOptions, "input"> = {}): ChildProcess {
  const define = `massgen() { ${[process.execPath, ...fromSource].map(quoted).join(" ")} "$@"; }; export -f massgen`;
  // Standard input is a socket, which makes bash read the start-up file of a remote shell if it may.
  return spawn("bash", ["--norc", "-c", `${define}\n${line}`], { env: environmentOf(options), cwd: options.cwd });
}

/** Waits for a process to end. */
export async function endOf(child: ChildProcess): Promise<MassgenRun> {
  if (child.stdout === null || child.stderr === null) throw new Error("The process was started without pipes.");
  const [stdout, stderr, [exitCode]] = await Promise.all([
    buffer(child.stdout),
    buffer(child.stderr),
    once(child, "close"),
  ]);
  return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
}

function environmentOf({ environment }: RunOptions): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { PATH, NODE_COMPILE_CACHE: compileCache, ...environment };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
