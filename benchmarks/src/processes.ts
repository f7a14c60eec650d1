import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Measurement, measure } from "./measure.ts";

const run = promisify(execFile);
const packages = new URL("../../packages/", import.meta.url);
const built = (path: string) => fileURLToPath(new URL(path, packages));

/** Whole processes of what is built, beside one that does nothing. */
export async function processWorks(): Promise<readonly Measurement[]> {
  const start = (...args: readonly string[]) => run(process.execPath, args);
  return measure(
    [
      { name: "baseline: node that does nothing", run: () => start("--eval", "") },
      { name: "massgen --help", run: () => start(built("cli/dist/massgen.js"), "--help"), limit: 100 },
    ],
    15,
  );
}

/** Milliseconds that importing the library takes in a fresh process; the median of several. */
export async function importMilliseconds(): Promise<number> {
  const script = `const start = performance.now(); await import(${JSON.stringify(built("compaction/dist/index.js"))}); console.log(performance.now() - start);`;
  const times: number[] = [];
  for (let round = 0; round < 11; round += 1) {
    const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script]);
    times.push(Number(stdout));
  }
  return times.sort((left, right) => left - right)[5] ?? Number.NaN;
}

/**
 * Peak memory that compacting takes beyond a process that only holds the conversation, per byte of its JSON.
 *
 * @param youngMegabytes - size of V8's young generation, which fills with garbage to its limit whatever a program needs.
 */
export async function memoryRatio(youngMegabytes: number): Promise<number> {
  const measureChild = async (mode: string) => {
    const child = fileURLToPath(new URL("memory-child.ts", import.meta.url));
    const young = `--max-semi-space-size=${youngMegabytes}`;
    const { stdout } = await run(process.execPath, ["--conditions=@massgen/source", young, child, mode]);
    return JSON.parse(stdout) as { readonly bytes: number; readonly peak: number };
  };
  const held = await measureChild("hold");
  const compacted = await measureChild("compact");
  return (compacted.peak - held.peak) / held.bytes;
}
