import { Bench } from "tinybench";

export interface Measurement {
  readonly name: string;
  /** Median, in milliseconds. */
  readonly median: number;
  readonly slowest: number;
  readonly runs: number;
  /** What it should stay below, in milliseconds, where that was agreed. */
  readonly limit?: number;
}

export interface Work {
  readonly name: string;
  /** Made ready before each run and not timed. */
  readonly prepare?: () => void | Promise<void>;
  readonly run: () => unknown;
  /** What the median should stay below, in milliseconds. */
  readonly limit?: number;
}

/** Times each piece of work the same number of times. */
export async function measure(works: readonly Work[], runs: number): Promise<readonly Measurement[]> {
  const bench = new Bench({ iterations: runs, time: 0, warmup: false });
  for (const { name, prepare, run } of works) {
    bench.add(name, async () => void (await run()), { beforeEach: async () => void (await prepare?.()) });
  }
  const tasks = await bench.run();
  return tasks.map(({ name, result }, index) => {
    if (!("latency" in result)) throw new Error(`${name} did not run`, { cause: result });
    const { p50: median, max: slowest, samplesCount } = result.latency;
    const limit = works[index]?.limit;
    return { name, median, slowest, runs: samplesCount, ...(limit !== undefined && { limit }) };
  });
}
