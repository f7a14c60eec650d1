import {
  clearToolResults,
  deduplicate,
  evictImages,
  type Strategy,
  type SummaryModel,
  summarize,
  window,
} from "@massgen/compaction";
import { count, names, type OptionReader, size } from "./option-values.ts";

/** What a strategy on the command line can be made with beside its options. */
export interface StrategyParts {
  /** Completes text; asked for only by strategies that need it. */
  readonly model: () => SummaryModel;
}

export interface StrategyEntry {
  readonly readers: Readonly<Record<string, OptionReader>>;
  make<Item>(options: Readonly<Record<string, unknown>>, parts: StrategyParts): Strategy<Item>;
}

/** Names that `--strategy` knows, the options of each, and what each stands for. */
export const strategyTable: Readonly<Record<string, StrategyEntry>> = {
  deduplicate: { readers: { minimumTokens: count, tools: names }, make: (options) => deduplicate(options) },
  "evict-images": { readers: { keepRecent: count, interval: count }, make: (options) => evictImages(options) },
  "clear-tool-results": {
    readers: {
      keepRecent: count,
      protectTokens: count,
      minimumTokens: count,
      minimumSavings: count,
      exclude: names,
      head: count,
      tail: count,
    },
    make: ({ head, tail, ...options }) => clearToolResults({ ...options, preview: { ...numbers({ head, tail }) } }),
  },
  summarize: {
    readers: { keepRecent: size, maximumTokens: size, contextWindow: count, resultCharacters: count },
    make: (options, { model }) => summarize({ ...options, model: model() }),
  },
  window: { readers: {}, make: () => window() },
};

function numbers(values: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}
