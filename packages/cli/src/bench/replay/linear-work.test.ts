import { describe, expect, it } from "vitest";
import type { Contestant } from "../contestants/contestant.ts";
import { offlineContestants } from "../contestants/offline-contestants.ts";
import { defaultRates } from "../limits.ts";
import { type BenchSession, prepareSession } from "../session.ts";
import { call, chatSession, letterCounter, output } from "../testing/small-session.ts";
import { replay } from "./replay.ts";

/** Some 30 steps fill the window. */
const settings = {
  limits: { contextWindow: 40_000, trigger: 32_000, target: 16_000 },
  rates: defaultRates,
  now: () => 0,
};

function sessionOf(steps: number): Promise<BenchSession> {
  const items = Array.from({ length: steps }, (_, step) => [
    call(`c${step}`, `{"n":${step}}`),
    output(`c${step}`, 900, `src/file${step}.ts`),
  ]);
  return prepareSession(chatSession([{ role: "user", content: "Read." }, ...items.flat()]), letterCounter);
}

/** How often a replay looks at items, counts texts and asks for sizes. */
async function workOf(contestant: Contestant, steps: number): Promise<number> {
  const { adapter, counter, forgetfulCounter, sizes, ...session } = await sessionOf(steps);
  let work = 0;
  const counting = <Arguments extends readonly unknown[], Result>(inner: (...args: Arguments) => Result) => {
    return (...args: Arguments) => {
      work += 1;
      return inner(...args);
    };
  };
  const counted: BenchSession = {
    ...session,
    adapter: { ...adapter, describe: counting(adapter.describe) },
    counter: { ...counter, count: counting(counter.count) },
    forgetfulCounter: { ...forgetfulCounter, count: counting(forgetfulCounter.count) },
    sizes: {
      ...sizes,
      of: counting(sizes.of),
      total(items) {
        work += items.length;
        return sizes.total(items);
      },
    },
  };
  await replay(counted, contestant, settings);
  return work;
}

describe("the work of a replay", { timeout: 60_000 }, () => {
  it.each(offlineContestants.map((contestant) => [contestant.strategy, contestant] as const))(
    "grows as the session does: %s",
    async (_, contestant) => {
      const [half, whole] = [await workOf(contestant, 400), await workOf(contestant, 800)];
      expect(half).toBeGreaterThan(400);
      expect(whole / half).toBeLessThan(2.2);
    },
  );

  it("is one array that grows where nothing is compacted, in which nothing is compared", async () => {
    const windows = new Set<readonly unknown[]>();
    const lengths: number[] = [];
    const contestant: Contestant = {
      strategy: "watching",
      mode: "offline",
      isReadable: true,
      start: () => ({
        async fit(window) {
          windows.add(window);
          lengths.push(window.length);
          return undefined;
        },
      }),
    };
    const row = await replay(await sessionOf(50), contestant, settings);
    expect(windows.size).toBe(1);
    expect(lengths).toEqual(Array.from({ length: 50 }, (_, step) => 1 + 2 * step));
    expect(row.cacheRewrites).toBe(0);
  });

  it("compares a changed window from the place of the change on", async () => {
    let reads = 0;
    const contestant: Contestant = {
      strategy: "changing",
      mode: "offline",
      isReadable: true,
      start: () => {
        const inner = offlineContestants.find(({ strategy }) => strategy === "clear-every-turn");
        const keeper = inner?.start(watched, settings.limits);
        return {
          async fit(window, signal) {
            const change = await keeper?.fit(window, signal);
            reads += change?.items.length ?? 0;
            return change;
          },
        };
      },
    };
    const watched = await sessionOf(400);
    await replay(watched, contestant, settings);
    // Ten steps and the one that is cleared.
    expect(reads / 400).toBeLessThan(2 * 12);
  });
});
