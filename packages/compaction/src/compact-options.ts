import { type Archive, MassGenError, type MassGenEvent } from "@massgen/core";
import type { Format } from "./adapters/detect-format.ts";
import type { ItemAdapter } from "./adapters/item-adapter.ts";
import type { ImageFormula } from "./counting/images/image-formula.ts";
import type { TokenCounter } from "./counting/token-counter.ts";
import type { Strategy } from "./strategies/strategy.ts";
import { type CompactionTarget, checkTarget } from "./target.ts";

export interface CompactOptions<Item> {
  /** Size that the result may have at most: tokens, or a share of the conversation such as `"40%"`. */
  readonly target: CompactionTarget;
  /** Name of the items' format, where it is one of ours. Default: detected, see {@link detectFormat}. */
  readonly format?: Format;
  /** The items' format, where it is one of your own. */
  readonly adapter?: ItemAdapter<Item>;
  /**
   * Tried in order, each on what those before it achieved, until the target is reached.
   * Default `[clearToolResults(), window()]`.
   */
  readonly strategies?: readonly Strategy<Item>[];
  /** Default: {@link heuristicCounter}. */
  readonly counter?: TokenCounter;
  /** Id of the model that reads the conversation, so that images are counted its way. */
  readonly model?: string;
  /** How images are counted, where the model's id does not tell. */
  readonly images?: ImageFormula;
  /** Items that must stay as they are, beside those that always do. */
  readonly pin?: (item: Item) => boolean;
  /** Where that which is taken out goes before the result is handed over. Default: nowhere. */
  readonly archive?: Archive;
  /**
   * What becomes of calls at the very end that have no result yet. `keep`, the default, leaves them for the agent that
   * is running them; `answer` treats them like older unanswered calls, so that the result can be sent as it is.
   */
  readonly pendingCalls?: "keep" | "answer";
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: MassGenEvent) => void;
}

/** @throws MassGenError `invalid-option` */
export function checkOptions<Item>({ target, strategies }: CompactOptions<Item>): void {
  checkTarget(target);
  if (strategies?.length === 0) {
    throw new MassGenError("The list of strategies is empty.", {
      code: "invalid-option",
      remedy: "Name at least one, or leave the option out for the default.",
    });
  }
}
