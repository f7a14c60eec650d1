import { describe, expect, it } from "vitest";
import { asLines, chatMessages, responsesItems } from "../testing/conversations.ts";
import { withFolder } from "../testing/with-folder.ts";
import { chooseContestants } from "./contestants/choose-contestants.ts";
import { defaultRates } from "./limits.ts";
import { type BenchmarkSettings, runBenchmark } from "./run-benchmark.ts";
import { letterCounter } from "./testing/small-session.ts";

const settings: BenchmarkSettings = {
  limits: { contextWindow: 6_000, trigger: 4_800, target: 2_400 },
  rates: defaultRates,
  counter: letterCounter,
  contestants: (session) => chooseContestants(session, undefined, undefined),
  now: () => 0,
};

const files = { "a.jsonl": asLines(responsesItems()), "b.json": JSON.stringify(chatMessages()) };

describe("runBenchmark", () => {
  it("leads to the same each time", () =>
    withFolder(files, async ({ path }) => {
      const paths = [`${path}/a.jsonl`, `${path}/b.json`];
      const result = await runBenchmark(paths, settings);
      expect(result.rows).toHaveLength(12);
      expect(await runBenchmark(paths, settings)).toEqual(result);
      for (const { strategy, relativeCost } of result.rows) if (strategy === "none") expect(relativeCost).toBe(1);
    }));

  it("ends with the rows that are done", () =>
    withFolder(files, async ({ path }) => {
      const controller = new AbortController();
      const onProgress = ({ path: file, work }: { readonly path: string; readonly work: string }) => {
        if (file.endsWith("b.json") && work === "clear-batched") controller.abort();
      };
      const paths = [`${path}/a.jsonl`, `${path}/b.json`, `${path}/never-read`];
      const result = await runBenchmark(paths, { ...settings, signal: controller.signal, onProgress });
      expect(result.interrupted).toBe(true);
      expect(result.rows.slice(6).map(({ strategy }) => strategy)).toEqual(["none", "clear-every-turn"]);
      expect(result.unread).toEqual([]);
    }));

  it("tells how far it is, and never backwards within a session", () =>
    withFolder(files, async ({ path }) => {
      const fractions: number[] = [];
      await runBenchmark([`${path}/a.jsonl`], { ...settings, onProgress: ({ fraction }) => fractions.push(fraction) });
      expect(fractions).toEqual(fractions.toSorted((left, right) => left - right));
      expect(fractions[0]).toBe(0);
      expect(fractions.at(-1)).toBeGreaterThan(0.9);
    }));

  it("refuses a session whose instructions alone are more than the target", () =>
    withFolder({}, async ({ path, write }) => {
      const usage = Array.from({ length: 12 }, (_, call) => ({ after_item: 2 + 2 * call, input: 9_000 + 900 * call }));
      await write("a.json", JSON.stringify({ messages: chatMessages(), usage }));
      const { unread } = await runBenchmark([`${path}/a.json`], settings);
      expect(unread).toEqual([
        {
          path: `${path}/a.json`,
          reason: expect.stringMatching(
            /^.*a\.json: instructions and tools alone have about \d+ tokens, and the target is 2400\.$/,
          ),
          remedy: "Choose a larger --context-window or --target.",
        },
      ]);
    }));
});
