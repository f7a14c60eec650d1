import {
  clearToolResults,
  deduplicate,
  evictImages,
  native,
  type Strategy,
  type SummaryModel,
  summarize,
  window,
} from "@massgen/compaction";
import type { CompactingBackend } from "@massgen/core";
import type { NativeMode } from "./compaction-model.ts";
import { count, names, nativeMode, type OptionReader, size } from "./option-values.ts";

/** What a strategy on the command line can be made with beside its options; asked for only by those that need it. */
export interface StrategyParts {
  /** Writes summaries. */
  readonly model: () => Promise<SummaryModel>;
  /** Compacts by itself. */
  readonly backend: (mode: NativeMode | undefined) => Promise<CompactingBackend>;
}

export interface StrategyEntry {
  readonly readers: Readonly<Record<string, OptionReader>>;
  make(
    options: Readonly<Record<string, unknown>>,
    parts: StrategyParts,
  ): Strategy<unknown> | Promise<Strategy<unknown>>;
}

/** Names that `--strategy` knows, the options of each, and what each stands for. */
export const strategyTable: Readonly<Record<string, StrategyEntry>> = {
  native: {
    readers: { mode: nativeMode },
    // Files are not typed; that the items are the backend's is seen to before they are compacted.
    make: async ({ mode }, { backend }) =>
      native({ backend: await backend(mode as NativeMode | undefined) }) as Strategy<unknown>,
  },
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
    make: async (options, { model }) => summarize({ ...options, model: await model() }),
  },
  window: { readers: {}, make: () => window() },
};

function numbers(values: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}
