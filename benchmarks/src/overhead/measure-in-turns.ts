/** What one run took, in milliseconds. */
export interface Cost {
  readonly wall: number;
  /** Processor time of this process. */
  readonly cpu: number;
  readonly tokens: number;
}

const warmUp = 10;

/** Measures two ways to do the same, one after the other in changing order, so that a slow moment meets both. */
export async function measureInTurns<Name extends string>(
  ways: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
): Promise<Readonly<Record<Name, readonly Cost[]>>> {
  const names = Object.keys(ways) as Name[];
  const costs = Object.fromEntries(names.map((name) => [name, [] as Cost[]])) as Record<Name, Cost[]>;
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const cost = await measureOnce(ways[name]);
      if (round >= warmUp) costs[name].push(cost);
    }
  }
  return costs;
}

async function measureOnce(work: () => Promise<number>): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const tokens = await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall, cpu: (user + system) / 1_000, tokens };
}

export function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
