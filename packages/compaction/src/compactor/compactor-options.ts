import type { Archive, MassGenEvent, RunLogCompaction, TokenPrices } from "@massgen/core";
import type { Format } from "../adapters/detect-format.ts";
import type { ItemAdapter } from "../adapters/item-adapter.ts";
import type { ImageFormula } from "../counting/images/image-formula.ts";
import type { TokenCounter } from "../counting/token-counter.ts";
import type { CompactionReport } from "../report.ts";
import type { Strategy } from "../strategies/strategy.ts";
import type { CompactorState } from "./compactor-state.ts";
import type { Threshold } from "./threshold.ts";

export interface CompactorOptions<Item> {
  /** The model's context window in tokens. */
  readonly contextWindow: number;
  /** Size at which a compaction is due. Default 0.8 of the window. */
  readonly trigger?: Threshold;
  /** Size that a compaction must reach; well below the trigger, so that the next one is far off. Default 0.4. */
  readonly target?: Threshold;
  /** Default `[clearToolResults(), window()]`. */
  readonly strategies?: readonly Strategy<Item>[];
  /** Name of the items' format, where it is one of ours. Default: detected. */
  readonly format?: Format;
  /** The items' format, where it is one of your own. */
  readonly adapter?: ItemAdapter<Item>;
  /** Default: the heuristic counter, whose error calibration takes out. */
  readonly counter?: TokenCounter;
  /** Id of the model that reads the conversation, so that images are counted its way. */
  readonly model?: string;
  /** How images are counted, where the model's id does not tell. */
  readonly images?: ImageFormula;
  /** Items that must stay as they are, beside those that always do. */
  readonly pin?: (item: Item) => boolean;
  /** Where that which is taken out goes. Default: an archive in memory, for as long as the compactor lives. */
  readonly archive?: Archive;
  /**
   * What tokens cost. With it, a compaction that is due waits until what it is likely to save exceeds what it costs, and
   * the report says so; near the end of the window it is made in any case. A low `trigger` lets it be made early where
   * that pays. Default: a compaction is made when it is due.
   */
  readonly prices?: TokenPrices;
  /** Time that one compaction may take, in milliseconds. Default 120,000. */
  readonly deadlineMilliseconds?: number;
  /** Failed compactions in a row after which the next must wait for the conversation to grow. Default 3. */
  readonly maximumFailures?: number;
  /** State of an earlier compactor, to go on after a restart. */
  readonly state?: CompactorState;
  /**
   * Called with an accepted compaction before it is handed over, to write it down: `({ record }) => log.append(record)`.
   * Where it rejects, the compaction counts as failed and the original stands.
   */
  readonly beforeSwap?: (swap: CompactionSwap<Item>) => void | Promise<void>;
  readonly onEvent?: (event: MassGenEvent) => void;
}

/** A window that is about to take the place of another. */
export interface CompactionSwap<Item> {
  readonly before: readonly Item[];
  readonly after: readonly Item[];
  readonly report: CompactionReport;
  /** The entry for a run log. */
  readonly record: RunLogCompaction<Item>;
}
