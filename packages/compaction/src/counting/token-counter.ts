/** Tokens of a text, and whether any part of the number is an estimate. */
export interface TokenCount {
  readonly tokens: number;
  /** True where the counter did not encode the whole text. */
  readonly estimated: boolean;
}

/**
 * Counts the tokens of a text. Implementations are synchronous, deterministic, and linear in time on any input.
 *
 * The package has two: {@link heuristicCounter}, the default, without dependencies; and the exact `o200k` counter of
 * `@massgen/compaction/o200k`. A counter of one's own is a value of this shape.
 */
export interface TokenCounter {
  /** Appears in reports, e.g. `o200k` or `heuristic`. */
  readonly name: string;
  count(text: string): TokenCount;
}
