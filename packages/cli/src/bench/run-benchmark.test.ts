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
      const result = await runBenchmark({ named: paths }, settings);
      expect(result.rows).toHaveLength(12);
      expect(await runBenchmark({ named: paths }, settings)).toEqual(result);
      for (const { strategy, relativeCost } of result.rows) if (strategy === "none") expect(relativeCost).toBe(1);
    }));

  it("ends with the rows that are done", () =>
    withFolder(files, async ({ path }) => {
      const controller = new AbortController();
      const onProgress = ({ path: file, work }: { readonly path: string; readonly work: string }) => {
        if (file.endsWith("b.json") && work === "clear-batched") controller.abort();
      };
      const paths = [`${path}/a.jsonl`, `${path}/b.json`, `${path}/never-read`];
      const result = await runBenchmark({ named: paths }, { ...settings, signal: controller.signal, onProgress });
      expect(result.interrupted).toBe(true);
      expect(result.rows.slice(6).map(({ strategy }) => strategy)).toEqual(["none", "clear-every-turn"]);
      expect(result.unread).toEqual([]);
    }));

  it("tells how far it is, and never backwards within a session", () =>
    withFolder(files, async ({ path }) => {
      const fractions: number[] = [];
      await runBenchmark(
        { named: [`${path}/a.jsonl`] },
        { ...settings, onProgress: ({ fraction }) => fractions.push(fraction) },
      );
      expect(fractions).toEqual(fractions.toSorted((left, right) => left - right));
      expect(fractions[0]).toBe(0);
      expect(fractions.at(-1)).toBeGreaterThan(0.9);
    }));

  it("refuses a session whose instructions alone are more than the target", () =>
    withFolder({}, async ({ path, write }) => {
      const usage = Array.from({ length: 12 }, (_, call) => ({ after_item: 2 + 2 * call, input: 9_000 + 900 * call }));
      await write("a.json", JSON.stringify({ messages: chatMessages(), usage }));
      const { unread } = await runBenchmark({ named: [`${path}/a.json`] }, settings);
      expect(unread).toEqual([
        {
          path: `${path}/a.json`,
          reason: expect.stringMatching(
            /^.*a\.json: instructions and tools alone have about [\d,]+ tokens, and the target is 2,400\.$/,
          ),
          remedy: "Choose a larger --context-window or --target.",
        },
      ]);
    }));

  it("takes of the found ones as many as are wanted and can be read, and lists the others", () =>
    withFolder({ ...files, "c.jsonl": '{"type":"none"}\n', "d.json": "[{" }, async ({ path }) => {
      const found = ["c.jsonl", "a.jsonl", "d.json", "b.json", "never-read"].map((name) => `${path}/${name}`);
      const run = async (wanted: number, named: readonly string[] = []) => {
        const { sessions, unread } = await runBenchmark(
          { named, found, wanted },
          { ...settings, contestants: () => [] },
        );
        const name = (each: { readonly path: string }) => each.path.slice(path.length + 1);
        return { sessions: sessions.map(name), unread: unread.map(name) };
      };
      expect(await run(1)).toEqual({ sessions: ["a.jsonl"], unread: ["c.jsonl"] });
      expect(await run(2)).toEqual({ sessions: ["a.jsonl", "b.json"], unread: ["c.jsonl", "d.json"] });
      expect(await run(9)).toEqual({
        sessions: ["a.jsonl", "b.json"],
        unread: ["c.jsonl", "d.json", "never-read"],
      });
      // What was named is replayed whatever is wanted, and counts where it was found too.
      expect(await run(0, [`${path}/b.json`])).toEqual({ sessions: ["b.json"], unread: [] });
      expect(await run(2, [`${path}/a.jsonl`])).toEqual({
        sessions: ["a.jsonl", "b.json"],
        unread: ["c.jsonl", "d.json"],
      });
    }));
});
