import type { CompactionEndEvent } from "@massgen/core";
import type { StrategyCost } from "./strategies/strategy.ts";

/** A change to one item. */
export interface CompactionAction {
  readonly kind: "replaced" | "removed" | "inserted";
  /** Index in the conversation that was passed in; `null` for an inserted item. */
  readonly indexBefore: number | null;
  /** Index in the result; `null` for a removed item. */
  readonly indexAfter: number | null;
  /** The format's word for the item, e.g. `function_call_output` or `tool`. */
  readonly type: string;
  /** Calls that the item makes or answers. */
  readonly callIds: readonly string[];
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly reason: string;
}

/** What became of one strategy's turn. */
export interface StrategyAttempt {
  readonly strategy: string;
  /**
   * `built-upon`: its result missed the target and was what the strategies after it worked on. `passed-over`: it had
   * nothing, or too little, to offer. `failed`: it went wrong.
   */
  readonly outcome: "accepted" | "built-upon" | "passed-over" | "failed";
  /** Why, in words. */
  readonly reason: string;
  /** Size of its result, where it had a valid one. */
  readonly tokensAfter: number | null;
  /** Model calls that it made, where it made any. */
  readonly cost?: StrategyCost;
}

/** A call that has no result. */
export interface UnansweredCallReport {
  readonly callId: string;
  readonly name: string;
  /** Index in the conversation that was passed in. */
  readonly index: number;
  /**
   * `answered`: the result has a note as its answer. `removed`: the result does not have the call. `pending`: left open,
   * for its agent to answer. `unchanged`: the conversation was passed on as it came.
   */
  readonly outcome: "answered" | "removed" | "pending" | "unchanged";
}

/** What a compaction did, plain data. */
export interface CompactionReport {
  readonly format: string;
  /** `compacted`: the result is valid, smaller, and within the target. Otherwise the original is passed on. */
  readonly status: "compacted" | "skipped" | "failed";
  /** Strategy whose proposal reached the target; `attempts` names those that it built on. */
  readonly strategy: string | null;
  readonly reason: string;
  /** Tokens allowed. */
  readonly target: number;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly itemsBefore: number;
  readonly itemsAfter: number;
  /** Name of the token counter. */
  readonly counter: string;
  /** Whether any part of the token numbers is an estimate. */
  readonly estimated: boolean;
  /** Every item that differs between the conversation passed in and the result. */
  readonly actions: readonly CompactionAction[];
  readonly attempts: readonly StrategyAttempt[];
  readonly unansweredCalls: readonly UnansweredCallReport[];
  readonly durationMilliseconds: number;
}

export function endEvent({
  status,
  strategy,
  reason,
  tokensBefore,
  tokensAfter,
}: CompactionReport): CompactionEndEvent {
  return { type: "compaction-end", status, strategy, reason, tokensBefore, tokensAfter };
}

/** The report of a compaction whose result was not used after all. */
export function withdrawn(report: CompactionReport, reason: string): CompactionReport {
  return {
    ...report,
    status: "failed",
    strategy: null,
    reason,
    tokensAfter: report.tokensBefore,
    itemsAfter: report.itemsBefore,
    actions: [],
    unansweredCalls: report.unansweredCalls.map((call) => ({ ...call, outcome: "unchanged" })),
  };
}
