import { statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { ReadableRunLog } from "@massgen/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { hastyFiles } from "../testing/faulty-files.ts";
import {
  afterItem,
  afterRewind,
  beginning,
  compactModel,
  type ModelState,
  now,
  type Step,
  steps,
  type Timeline,
} from "../testing/log-model.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openRunLog } from "./open-run-log.ts";
import { readRunLog } from "./read-run-log.ts";
import { verifyCoverage } from "./verify-coverage.ts";

const runs = 400;
const options = { format: "openai-responses", files: hastyFiles };

it(`rebuilds the conversation and loses nothing, in ${runs} made-up lives of a log`, { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const seen = { append: 0, compact: 0, rewind: 0, crash: 0, reopen: 0 };
  let run = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (life) => {
      run += 1;
      await live(join(folder, `${run}.jsonl`), life);
      for (const { kind } of life) seen[kind] += 1;
    }),
    { numRuns: runs, seed: 20261124 },
  );
  // A generator that no longer reaches one of the steps would make this test blind.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(runs / 4);
});

async function live(path: string, life: readonly Step[]): Promise<void> {
  let log = await openRunLog<unknown>(path, options);
  const headerBytes = statSync(path).size;
  /** The model at each length that the file has had. */
  let moments: { readonly bytes: number; readonly timeline: Timeline }[] = [
    { bytes: headerBytes, timeline: beginning },
  ];
  const timeline = () => moments.at(-1)?.timeline ?? beginning;
  let number = 0;
  const next = () => {
    number += 1;
    return number;
  };
  for (const step of life) {
    if (step.kind === "append") {
      const items = Array.from({ length: step.count }, () => ({ number: next(), text: "é\n" }));
      await log.append({ type: "items", items });
      moments.push({ bytes: statSync(path).size, timeline: items.reduce<Timeline>(afterItem, timeline()) });
    } else if (step.kind === "compact") {
      const compacted = compactModel(timeline(), step.fates, `${next()}`);
      await log.append(compacted.record);
      moments.push({ bytes: statSync(path).size, timeline: compacted.timeline });
    } else if (step.kind === "rewind") {
      const way = timeline();
      const items = way[Math.floor(step.share * (way.length - 1))]?.conversation.length ?? 0;
      await log.append({ type: "rewind", items });
      moments.push({ bytes: statSync(path).size, timeline: afterRewind(timeline(), items) });
    } else {
      await log.close();
      if (step.kind === "crash") {
        const bytes = headerBytes + Math.floor(step.share * (statSync(path).size - headerBytes));
        truncateSync(path, bytes);
        moments = moments.filter((moment) => moment.bytes <= bytes + 1);
      }
      log = await openRunLog<unknown>(path, options);
    }
    expectState(log, now(timeline()));
  }
  await log.close();
  expectState(await readRunLog(path), now(timeline()));
}

function expectState(log: ReadableRunLog<unknown>, { conversation, window, repaired }: ModelState): void {
  expect(log.conversation()).toEqual(conversation);
  expect(log.window()).toEqual(window.map(({ item }) => item));
  const coverage = log.coverage();
  const originals = coverage.window.map(({ origin, covers }) => (origin === null ? covers : [origin, ...covers]));
  expect(originals).toEqual(window.map((entry) => entry.originals));
  expect(coverage.repaired).toEqual(repaired);
  const proof = verifyCoverage(log);
  expect(proof.problem).toBeNull();
  expect(proof.inWindow + proof.covered + proof.repaired).toBe(conversation.length);
}
