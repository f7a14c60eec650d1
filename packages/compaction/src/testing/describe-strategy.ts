import { describe, expect, it } from "vitest";
import type { Format } from "../adapters/detect-format.ts";
import type { Strategy } from "../strategies/strategy.ts";
import { keepPromise } from "./keep-promise.ts";
import { randomSituation } from "./random-situation.ts";
import { renderers } from "./renderers.ts";
import { answersTheSame, strategyPromises } from "./strategy-promises.ts";
import { runTrial, type Situation, type Trial } from "./strategy-trial.ts";

/** How {@link describeStrategy} tests a strategy. */
export interface StrategySuite {
  /** Makes the strategy anew for each run. */
  readonly strategy: () => Strategy<object>;
  /** Whether equal conversations get equal answers; where not, the test of it is shown as skipped. Default true. */
  readonly deterministic?: boolean;
  /** Formats of the conversations. Default: all that the suite can write. */
  readonly formats?: readonly Format[];
  /** Made-up conversations in each format, each answered up to five times. Default 100. */
  readonly conversations?: number;
  /** Other seeds make other conversations. Default 1. */
  readonly seed?: number;
  /** Milliseconds that each test may take. Default 60,000. */
  readonly timeout?: number;
}

/**
 * Tests with vitest that a strategy keeps what a strategy must keep, on made-up conversations with parallel and
 * unanswered calls, reasoning, images, pins, and stubs of earlier compactions. A failure shows the shortest
 * conversation that was found to cause it.
 */
export function describeStrategy(name: string, suite: StrategySuite): void {
  const { strategy, deterministic = true, conversations = 100, seed = 1, timeout = 60_000 } = suite;
  const formats = suite.formats ?? (Object.keys(renderers) as Format[]);
  describe.each(formats)(`${name} on made-up conversations in %s`, (format) => {
    const situations = Array.from({ length: conversations }, (_, index) => randomSituation(format, seed + index));
    const trials = new Map<Situation, Promise<Trial>>();
    const trialOf = (situation: Situation) => {
      const trial = trials.get(situation) ?? runTrial(strategy, situation);
      trials.set(situation, trial);
      return trial;
    };

    it.each(strategyPromises)("$name", { timeout }, async (promise) => {
      for (const situation of situations) await keepPromise(promise, strategy, situation, await trialOf(situation));
    });

    it(answersTheSame.name, { timeout }, async ({ skip }) => {
      skip(!deterministic, "declared as not deterministic");
      for (const situation of situations)
        await keepPromise(answersTheSame, strategy, situation, await trialOf(situation));
    });

    // All of the above holds for a strategy that never does anything.
    it("has something to propose for some of them", { timeout }, async () => {
      const proposals = await Promise.all(
        situations.map(async (situation) => (await trialOf(situation)).proposal.kind),
      );
      expect(proposals).toContain("edits");
    });
  });
}
