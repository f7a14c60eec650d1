import {
  clearToolResults,
  compact,
  createMemoryArchive,
  type ItemAdapter,
  openaiChat,
  window,
} from "@massgen/compaction";
import { describe, expect, it } from "vitest";
import { call, letterCounter, output } from "../testing/small-session.ts";
import { measureRecall } from "./measure-recall.ts";

const adapter = openaiChat as ItemAdapter<unknown>;

const given: readonly unknown[] = [
  { role: "user", content: "Fix it. Never touch src/keep.ts." },
  ...Array.from({ length: 8 }, (_, step) => [
    call(`c${step}`, `src/f${step}.ts`),
    output(`c${step}`, 800, `src/f${step}.ts has ${1_000 + step} lines`),
  ]).flat(),
];

describe("measureRecall", () => {
  it("finds everything where nothing was taken out", async () => {
    const recall = await measureRecall({ given, window: given, archive: undefined, adapter });
    expect(recall.path).toEqual({ probes: 0, verbatim: 0, restorable: 0 });
  });

  it("takes what is nowhere for lost", async () => {
    const recall = await measureRecall({ given, window: given.slice(0, 1), archive: undefined, adapter });
    expect(recall.path).toEqual({ probes: 8, verbatim: 0, restorable: 0 });
    expect(recall.number).toEqual({ probes: 8, verbatim: 0, restorable: 0 });
  });

  it("takes what the window says word for word for verbatim, and nothing less", async () => {
    const said = { role: "assistant", content: "I read `src/f0.ts` (1000 lines), src/f1, and 100 others." };
    const recall = await measureRecall({ given, window: [given[0], said], archive: undefined, adapter });
    expect(recall.path).toEqual({ probes: 8, verbatim: 1, restorable: 0 });
    expect(recall.number).toEqual({ probes: 8, verbatim: 1, restorable: 0 });
  });

  it("follows notes that lie in archive entries themselves", async () => {
    const archive = createMemoryArchive();
    // All but the newest output leave some 1,500 of 6,600 characters; the task and the newest step have 900 of these.
    const options = { adapter, archive, counter: letterCounter };
    const clearing = [clearToolResults<unknown>({ keepRecent: 1 })];
    const cleared = await compact(given, { ...options, target: "30%", strategies: clearing });
    const cut = await compact(cleared.items, { ...options, target: "75%", strategies: [window()] });
    expect([cleared.report.status, cut.report.status]).toEqual(["compacted", "compacted"]);
    const recall = await measureRecall({ given, window: cut.items, archive, adapter });
    expect(recall.number.verbatim + recall.number.restorable).toBe(recall.number.probes);
    expect(recall.number.restorable).toBeGreaterThan(0);
    const without = await measureRecall({ given, window: cut.items, archive: createMemoryArchive(), adapter });
    expect(without.number.restorable).toBe(0);
  });

  it("does not take an id for one that no note of ours names", async () => {
    const archive = createMemoryArchive();
    const { items } = await compact(given, { target: "50%", strategies: [window()], adapter, archive });
    const id = /recall ([\da-z]+)/.exec(JSON.stringify(items))?.[1];
    const recall = await measureRecall({
      given,
      window: [{ role: "user", content: `recall ${id}` }],
      archive,
      adapter,
    });
    expect(recall.path.restorable).toBe(0);
  });
});
