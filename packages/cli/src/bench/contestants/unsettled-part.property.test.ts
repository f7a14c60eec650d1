import { clearToolResults, createMemoryArchive, type Strategy } from "@massgen/compaction";
import fc from "fast-check";
import { expect, it } from "vitest";
import { defaultRates } from "../limits.ts";
import { replay } from "../replay/replay.ts";
import { prepareSession } from "../session.ts";
import { randomSession } from "../testing/random-session.ts";
import { letterCounter } from "../testing/small-session.ts";
import type { Contestant } from "./contestant.ts";
import { compactOnce, eachCall } from "./each-call.ts";
import { wholeWindow } from "./unsettled-part.ts";

const settings = {
  limits: { contextWindow: 6_000, trigger: 4_800, target: 2_400 },
  rates: defaultRates,
  now: () => 0,
};

/** The same, with the whole window looked at before each request. */
function onWhole(make: () => Strategy<unknown>): Contestant["start"] {
  return (session) => {
    const archive = createMemoryArchive();
    const inner = make();
    const strategy: Strategy<unknown> = {
      name: inner.name,
      propose: (view, budget, ...rest) => inner.propose(view, { ...budget, target: 1 }, ...rest),
    };
    return {
      archive,
      fit: (window, signal) => compactOnce(session, { part: wholeWindow(window), strategy, archive, signal }),
    };
  };
}

it.each([
  ["all but the newest ten", () => clearToolResults({ keepRecent: 10 })],
  ["all but the newest one", () => clearToolResults({ keepRecent: 1 })],
  ["in batches", () => clearToolResults({ protectTokens: 900, minimumSavings: 900 })],
] satisfies readonly (readonly [string, () => Strategy<unknown>])[])(
  "clearing %s leads to the same where only what is not settled is looked at",
  async (_, make) => {
    await fc.assert(
      fc.asyncProperty(randomSession, async (log) => {
        const session = await prepareSession(log, letterCounter);
        const rowOf = (start: Contestant["start"]) =>
          replay(session, { strategy: "test", mode: "offline", isReadable: true, start }, settings);
        expect(await rowOf(eachCall(make))).toEqual(await rowOf(onWhole(make)));
      }),
      { numRuns: 150 },
    );
  },
  60_000,
);
