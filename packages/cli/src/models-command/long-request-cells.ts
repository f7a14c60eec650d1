import type { ModelCell, ModelEntry, ModelRates } from "@massgen/models";

/** What a long request costs, in the shape of the other facts. */
export interface LongRequestCells {
  /** Tokens of input above which a request is long. */
  readonly longRequestAbove: ModelCell<number>;
  /** US dollars for a million tokens. */
  readonly longRequestInput: ModelCell<number>;
  readonly longRequestCachedInput: ModelCell<number>;
  readonly longRequestCacheWrite: ModelCell<number>;
  readonly longRequestOutput: ModelCell<number>;
}

/** Without a value where long requests cost what others do, or nothing, or nobody says what. */
export function longRequestCells({ price }: ModelEntry, rates: ModelRates | undefined): LongRequestCells {
  const long = rates?.longContext;
  const cell = (value: number | undefined): ModelCell<number> => {
    const { evidence, source } = rates ?? price;
    const isUnpublished = long !== undefined && value === undefined;
    return { value: value ?? null, evidence: isUnpublished ? "unknown" : evidence, source };
  };
  return {
    longRequestAbove: cell(long?.above),
    longRequestInput: cell(long?.input),
    longRequestCachedInput: cell(long?.cachedInput),
    longRequestCacheWrite: cell(long?.cacheWrite),
    longRequestOutput: cell(long?.output),
  };
}
