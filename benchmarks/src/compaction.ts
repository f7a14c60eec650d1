import { arch, cpus, platform } from "node:os";
import process from "node:process";
import { compact } from "@massgen/compaction";
import { loadO200kCounter } from "@massgen/compaction/o200k";
import { bundleSize } from "./bundle-size.ts";
import { countingWorks, hostileWorks } from "./counting.ts";
import { type Measurement, measure } from "./measure.ts";
import { compactWorks, largeWorks, runningWorks, stepWorks } from "./planning.ts";
import { importMilliseconds, memoryRatio, processWorks } from "./processes.ts";
import { syntheticSession } from "./synthetic-session.ts";

const session = syntheticSession(10_000);
const { report } = await compact(session, { target: "25%", counter: await loadO200kCounter() });
console.log(`Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
console.log(
  `A made-up session of ${report.itemsBefore} items and ${report.tokensBefore} tokens, compacted to a quarter.\n`,
);
console.log(
  `${"".padEnd(50)}${"median".padStart(12)}${"slowest".padStart(12)}${"runs".padStart(6)}${"limit".padStart(12)}`,
);

const medians = new Map<string, number>();
print(await measure(countingWorks(session), 11));
print(await measure(compactWorks(session), 11));
print(await measure(await runningWorks(session), 51));
print(await measure(await stepWorks(session), 21));
print(await measure(largeWorks(syntheticSession(100_000)), 5));
print(await measure(hostileWorks(), 7));
print(await processWorks());

console.log("");
const median = (name: string) => medians.get(name) ?? Number.NaN;
fact(
  "exact count / gpt-tokenizer alone, both cold",
  median("count exactly, cold") / median("baseline: gpt-tokenizer alone, cold"),
);
fact(
  "100,000 / 10,000 items, heuristic",
  median("count heuristically and compact, 100,000 items") / median("count heuristically and compact"),
  "at most 12",
);
fact(
  "100,000 / 10,000 items, exact",
  median("count exactly and compact, 100,000 items") / median("count exactly and compact, warm tokenizer"),
  "at most 12",
);
fact("import in a fresh process, ms", await importMilliseconds(), "at most 15");
fact("browser bundle of compact and createCompactor, kB gzip", (await bundleSize()) / 1_000, "at most 30");
fact("memory beyond the conversation / its JSON", await memoryRatio(1), "at most 3");
fact("the same with V8's young generation at its default", await memoryRatio(16));

function print(measurements: readonly Measurement[]): void {
  for (const { name, median: middle, slowest, runs, limit } of measurements) {
    medians.set(name, middle);
    const columns = [
      `${middle.toFixed(2)} ms`.padStart(12),
      `${slowest.toFixed(1)} ms`.padStart(12),
      String(runs).padStart(6),
    ];
    console.log(name.padEnd(50) + columns.join("") + (limit === undefined ? "" : `${limit} ms`.padStart(12)));
  }
}

function fact(name: string, value: number, limit = ""): void {
  console.log(`${name.padEnd(56)}${value.toFixed(2).padStart(10)}  ${limit}`.trimEnd());
}
