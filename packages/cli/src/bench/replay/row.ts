import type { RowMode } from "../contestants/contestant.ts";
import type { Recall } from "../probes/measure-recall.ts";

/** What a session was like under one strategy. Counts are tokens, summed over the session unless they say otherwise. */
export interface BenchRow {
  /** The session's path, as it was given. */
  readonly session: string;
  readonly strategy: string;
  readonly mode: RowMode;
  /** Requests that were replayed. */
  readonly calls: number;
  /** Input of the session's own requests. */
  readonly inputTokens: number;
  /** The part of it that the prompt cache would not have served. */
  readonly uncachedTokens: number;
  /** Largest request. */
  readonly peakTokens: number;
  /** Everything, compactions included, in units of one input token's price; `null` where a provider said no usage. */
  readonly cost: number | null;
  /** Cost as a share of that without compaction; `null` where one of them is not known. */
  readonly relativeCost: number | null;
  /** Requests that did not begin as the one before: what followed had to be written to the cache anew. */
  readonly cacheRewrites: number;
  readonly compactions: number;
  /** Compactions that were due and went wrong. */
  readonly failures: number;
  /** Why, each reason once. */
  readonly failureReasons: readonly string[];
  /** Calls of a model that the compactions made. */
  readonly ownCalls: number;
  /** Their tokens; `null` where a provider said no usage. */
  readonly ownInputTokens: number | null;
  readonly ownOutputTokens: number | null;
  /** Probes in what was taken out; `null` where nobody can read what is left. */
  readonly probes: number | null;
  /** Share of the probes that are left verbatim, or that the agent can get back; 1 where there are none. */
  readonly recall: number | null;
  /** Share that is left verbatim. */
  readonly verbatimRecall: number | null;
  readonly recallByKind: Recall | null;
  /** Time that compacting took. */
  readonly milliseconds: number;
}
