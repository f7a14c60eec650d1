import type { CompactionReport } from "@massgen/compaction";
import type { Rates } from "../limits.ts";
import { cachedTokens } from "../prefix-cache.ts";
import type { BenchRow } from "./row.ts";

/** One request of a replay. */
interface TalliedRequest {
  readonly tokens: number;
  /** Tokens of the longest beginning that it shares with the request before. */
  readonly sharedTokens: number;
  /** Whether the whole request before is its beginning. */
  readonly isContinued: boolean;
  readonly outputTokens: number;
}

type Figures = Pick<
  BenchRow,
  | "calls"
  | "inputTokens"
  | "uncachedTokens"
  | "peakTokens"
  | "cost"
  | "cacheRewrites"
  | "compactions"
  | "failures"
  | "failureReasons"
  | "ownCalls"
  | "ownInputTokens"
  | "ownOutputTokens"
>;

/** Adds up what a session's requests and compactions cost. */
export interface Tally {
  request(request: TalliedRequest): void;
  compaction(report: CompactionReport): void;
  figures(rates: Rates): Figures;
}

export function createTally(): Tally {
  const sums = { calls: 0, input: 0, uncached: 0, output: 0, peak: 0, rewrites: 0 };
  const own = { calls: 0, input: 0, output: 0, isKnown: true };
  let compactions = 0;
  let failures = 0;
  const reasons = new Set<string>();
  return {
    request({ tokens, sharedTokens, isContinued, outputTokens }) {
      sums.calls += 1;
      sums.input += tokens;
      sums.uncached += tokens - cachedTokens(sharedTokens);
      sums.output += outputTokens;
      sums.peak = Math.max(sums.peak, tokens);
      if (!isContinued) sums.rewrites += 1;
    },
    compaction({ status, attempts, reason }) {
      if (status === "compacted") compactions += 1;
      else {
        failures += 1;
        for (const why of attempts.length === 0 ? [reason] : attempts.map((attempt) => attempt.reason))
          reasons.add(why);
      }
      for (const { cost } of attempts) {
        if (cost === undefined) continue;
        own.calls += cost.calls;
        own.input += cost.usage?.inputTokens ?? 0;
        own.output += cost.usage?.outputTokens ?? 0;
        own.isKnown &&= cost.usage !== undefined || cost.calls === 0;
      }
    },
    figures({ cacheRead, cacheWrite, output }) {
      const requests = sums.uncached * cacheWrite + (sums.input - sums.uncached) * cacheRead + sums.output * output;
      // A compaction's prompt begins like no other, and nobody would pay to keep it in the cache.
      const cost = own.isKnown ? requests + own.input + own.output * output : null;
      return {
        calls: sums.calls,
        inputTokens: sums.input,
        uncachedTokens: sums.uncached,
        peakTokens: sums.peak,
        cost: cost === null ? null : Math.round(cost),
        cacheRewrites: sums.rewrites,
        compactions,
        failures,
        failureReasons: [...reasons],
        ownCalls: own.calls,
        ownInputTokens: own.isKnown ? own.input : null,
        ownOutputTokens: own.isKnown ? own.output : null,
      };
    },
  };
}
