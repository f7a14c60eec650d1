import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OpenaiEmulator, startOpenaiEmulator } from "@massgen/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChaosRun, runChaos } from "./chaos-run.ts";
import { readingModel } from "./long-conversation.ts";
import { randomFault } from "./random-fault.ts";
import { seededRandom } from "./seeded-random.ts";

const runs = 1_000;
/** Share of requests that meet a fault. */
const faultShare = 0.2;
const model = "gpt-emulated";

let emulator: OpenaiEmulator;
let folder: string;
let fault = seededRandom(0);
let calm = false;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "massgen-chaos-"));
  emulator = await startOpenaiEmulator({
    models: { [model]: { contextWindow: 2_500, reply: readingModel } },
    keptRequests: 50,
    faults() {
      if (calm) return undefined;
      if (fault() < 0.01) emulator.forget();
      return randomFault(fault, faultShare);
    },
  });
});

afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

async function run(seed: number): Promise<ChaosRun> {
  fault = seededRandom(seed + 1_000_000);
  calm = false;
  const calmDown = () => {
    calm = true;
  };
  return runChaos({ random: seededRandom(seed), emulator, calmDown, folder: join(folder, String(seed)), model });
}

describe("1,000 conversations in which anything goes wrong at any time", () => {
  it("each end in an answer or a typed error, and go on from their logs with what they knew", async () => {
    const seen = { answered: 0, failed: 0, aborted: 0 };
    const errors = new Set<string>();
    let compactions = 0;
    let known = 0;
    for (let seed = 1; seed <= runs; seed += 1) {
      const result = await run(seed).catch((error: unknown) => {
        throw new Error(`Seed ${seed}`, { cause: error });
      });
      for (const fact of result.known) expect(result.report, `seed ${seed}`).toContain(fact);
      for (const outcome of result.outcomes) seen[outcome] += 1;
      for (const code of result.errors) errors.add(code);
      compactions += result.compactions;
      known += result.known.length;
    }
    // Runs in which nothing happened would show nothing.
    expect(seen.answered).toBeGreaterThan(runs);
    expect(seen.failed).toBeGreaterThan(runs / 10);
    expect(seen.aborted).toBeGreaterThan(runs / 50);
    expect(compactions).toBeGreaterThan(runs / 4);
    expect(known).toBeGreaterThan(runs);
    // Whatever the faults do, a request of ours is never one that the provider calls wrong.
    const faults = ["context-overflow", "quota", "rate-limit", "request-too-large", "unauthenticated", "unavailable"];
    const cuts = ["invalid-response", "stream-cut"];
    expect([...errors].filter((code) => ![...faults, ...cuts].includes(code))).toEqual([]);
    expect([...errors]).toEqual(expect.arrayContaining(["unauthenticated", "quota", "rate-limit"]));
  }, 600_000);
});
