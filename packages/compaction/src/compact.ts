import { chooseAdapter } from "./adapters/choose-adapter.ts";
import { type CompactOptions, checkOptions } from "./compact-options.ts";
import { createAnalyser } from "./conversation/analyser.ts";
import { heuristicCounter } from "./counting/heuristic-counter.ts";
import { chooseImages } from "./counting/images/choose-images.ts";
import { type CompactionReport, endEvent } from "./report.ts";
import { runCompaction } from "./run-compaction.ts";

export interface CompactResult<Item> {
  /** The compacted conversation, or the very array that was passed in unless `report.status` is `compacted`. */
  readonly items: readonly Item[];
  readonly report: CompactionReport;
}

/**
 * Makes a conversation fit a number of tokens. The input is never changed; what is not touched is shared with it.
 *
 * System and developer messages, the first and the last user message stay as they are; every call keeps its result. A
 * result is used only if it is valid, smaller, and within the target: `report.status` says so.
 *
 * @throws MassGenError `invalid-option`, `unknown-format`, `invalid-item`, `orphaned-result`; the signal's reason on abort.
 */
export async function compact<Item>(
  items: readonly Item[],
  options: CompactOptions<Item>,
): Promise<CompactResult<Item>> {
  checkOptions(options);
  const { counter = heuristicCounter } = options;
  const adapter = chooseAdapter(items, options);
  const { items: result, report } = await runCompaction(
    items,
    createAnalyser({ adapter, counter, images: chooseImages(options) }),
    {
      ...options,
      requestTokens: 0,
    },
  );
  options.onEvent?.(endEvent(report));
  return { items: result, report };
}
