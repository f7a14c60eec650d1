import type { CompactionReport } from "@massgen/compaction";
import type { Price } from "./price.ts";
import type { Replay } from "./replay.ts";

/** Whether figures come from the emulator or from a provider. */
export type Source = "emulated" | "live";

/** What a session cost under one strategy. Token counts are sums over the session unless they say otherwise. */
export interface Row {
  readonly strategy: "none" | "native" | "summarize" | "naive";
  readonly mode: "endpoint" | "trigger" | null;
  readonly source: Source;
  /** Compactions that were used. */
  readonly compactions: number;
  /** Compactions that were due and failed. */
  readonly failures: number;
  /** Why, each reason once. */
  readonly failureReasons: readonly string[];
  /** Calls that the compactions made. */
  readonly calls: number;
  /** Input tokens of these calls, as the provider reported them. */
  readonly inputTokens: number;
  /** Output tokens of these calls, as the provider reported them. */
  readonly outputTokens: number;
  /** Size of the conversation before each compaction that was used. */
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  /** `null` without a compaction. */
  readonly medianTokensBefore: number | null;
  readonly medianTokensAfter: number | null;
  /** Input of the session's own requests. */
  readonly sessionInputTokens: number;
  /** Share of it that the request before had brought already. */
  readonly repeatedInputTokens: number;
  /** Largest request of the session. */
  readonly peakTokens: number;
  /** Time of the compactions, those that failed included. */
  readonly milliseconds: number;
  /** US dollars for the compactions and the session's input, without a prompt cache; `null` where no price is known. */
  readonly cost: number | null;
  /** The same where each request reads what it repeats from the prompt cache; the compactions still read nothing. */
  readonly costWithCache: number | null;
}

/** Adds up what a replay cost. */
export function rowOf(
  contestant: Pick<Row, "strategy" | "mode" | "source">,
  { requests, compactions }: Replay,
  price: Price,
): Row {
  const used = compactions.filter(({ status }) => status === "compacted");
  const failed = compactions.filter(({ status }) => status === "failed");
  const costs = compactions.map(costOf);
  // Calls of one compaction are much alike, and a strategy reports them together.
  const compacting = costs.map(({ calls, inputTokens, outputTokens }) =>
    calls === 0 ? 0 : scaled(price({ inputTokens: inputTokens / calls, outputTokens: outputTokens / calls }), calls),
  );
  const before = used.map(({ tokensBefore }) => tokensBefore);
  const after = used.map(({ tokensAfter }) => tokensAfter);
  return {
    ...contestant,
    compactions: used.length,
    failures: failed.length,
    failureReasons: [...new Set(failed.flatMap(reasonsOf))],
    calls: sum(costs.map(({ calls }) => calls)),
    inputTokens: sum(costs.map(({ inputTokens }) => inputTokens)),
    outputTokens: sum(costs.map(({ outputTokens }) => outputTokens)),
    tokensBefore: sum(before),
    tokensAfter: sum(after),
    medianTokensBefore: median(before),
    medianTokensAfter: median(after),
    sessionInputTokens: sum(requests.map(({ tokens }) => tokens)),
    repeatedInputTokens: sum(requests.map(({ repeatedTokens }) => repeatedTokens)),
    peakTokens: requests.reduce((peak, { tokens }) => Math.max(peak, tokens), 0),
    milliseconds: Math.round(sum(compactions.map(({ durationMilliseconds }) => durationMilliseconds))),
    cost: total([...compacting, ...requests.map(({ tokens }) => price({ inputTokens: tokens }))]),
    costWithCache: total([
      ...compacting,
      ...requests.map(({ tokens, repeatedTokens }) => price({ inputTokens: tokens, cachedTokens: repeatedTokens })),
    ]),
  };
}

/** Calls and tokens of every attempt of a compaction; one that failed was paid for too. */
function costOf({ attempts }: CompactionReport) {
  return {
    calls: sum(attempts.map(({ cost }) => cost?.calls ?? 0)),
    inputTokens: sum(attempts.map(({ cost }) => cost?.usage?.inputTokens ?? 0)),
    outputTokens: sum(attempts.map(({ cost }) => cost?.usage?.outputTokens ?? 0)),
  };
}

/** A strategy may have had several tries, each with the same to say. */
function reasonsOf({ attempts, reason }: CompactionReport): readonly string[] {
  return attempts.length === 0 ? [reason] : attempts.map((attempt) => attempt.reason);
}

function scaled(amount: number | null, factor: number): number | null {
  return amount === null ? null : amount * factor;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

function total(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce((all, amount) => (all === null || amount === null ? null : all + amount), 0);
}

/** The lower one of the two in the middle, so that it is a number that occurred. */
function median(numbers: readonly number[]): number | null {
  return numbers.toSorted((left, right) => left - right)[Math.floor((numbers.length - 1) / 2)] ?? null;
}
