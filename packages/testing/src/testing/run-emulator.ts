import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../massgen-emulator.ts", import.meta.url));

/** Compiled sources, which make each start several times as fast; Node keys them by content. */
const compileCache = fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url));

/** Guards a test against a process that hangs, in milliseconds; on a busy machine each takes seconds. */
export const timeout = 120_000;

export interface EmulatorRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `massgen-emulator` until it ends by itself. */
export async function runEmulator(args: readonly string[]): Promise<EmulatorRun> {
  const child = start(args);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    buffer(child.stdout),
    buffer(child.stderr),
    once(child, "close"),
  ]);
  return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** A process that serves. */
export interface ServingEmulator extends AsyncDisposable {
  readonly baseURL: string;
  /** What it wrote when it started. */
  readonly greeting: readonly string[];
  /** Asks it to end, and waits for that. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `massgen-emulator` and waits until it serves; disposing of it kills it. */
export async function serveEmulator(args: readonly string[]): Promise<ServingEmulator> {
  const child = start(args);
  const greeting: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    greeting.push(line);
    if (line.startsWith("Ctrl-C")) break;
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, "close");
      child.kill(signal);
      child.stdout.resume();
      await closed;
    }
    return child.exitCode;
  };
  const baseURL = / at (http:\S+)$/.exec(greeting[0] ?? "")?.[1];
  if (baseURL === undefined) {
    await end("SIGKILL");
    throw new Error(`The emulator did not start: ${greeting.join(" ")}`);
  }
  return {
    baseURL,
    greeting,
    end,
    async [Symbol.asyncDispose]() {
      await end("SIGKILL");
    },
  };
}

function start(args: readonly string[]): ChildProcess & {
  readonly stdout: NonNullable<ChildProcess["stdout"]>;
  readonly stderr: NonNullable<ChildProcess["stderr"]>;
} {
  const { PATH } = process.env;
  return spawn(process.execPath, ["--conditions=@massgen/source", entry, ...args], {
    env: { PATH, NODE_COMPILE_CACHE: compileCache },
    stdio: ["ignore", "pipe", "pipe"],
  });
}
