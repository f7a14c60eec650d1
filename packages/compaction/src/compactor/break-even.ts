import type { TokenPrices } from "@massgen/core";
import type { StrategyAttempt } from "../report.ts";
import { modelBill } from "./model-bill.ts";
import { completePrices } from "./token-price-checks.ts";

/** Tokens that a model writes for a compaction, as long as none has been seen: a summary of usual size. */
const assumedOutputTokens = 2_000;

/** What is known when a compaction is due. All sizes are tokens. */
interface Prospect {
  readonly tokens: number;
  readonly target: number;
  /** Whether the first strategy asks a model, which then reads the conversation and writes something. */
  readonly asksModel: boolean;
}

/** What a compaction is expected to save and to cost, in the unit of the prices. */
interface Weighing {
  /** What waiting has cost so far: as much again is saved where the session goes on for as long as it has. */
  readonly saving: number;
  readonly cost: number;
  /** What attempts since the last compaction were paid for in vain: the next has to save that too. */
  readonly lost: number;
  /** What the compaction before has cost and not saved yet. */
  readonly debt: number;
}

/** What weighing knows, in the unit of the prices where nothing else is said. */
export interface BreakEvenState {
  /** What waiting has cost since the last compaction. */
  readonly rent: number;
  readonly debt: number;
  readonly savingPerCall: number;
  /** Tokens that the last compaction came down to. */
  readonly floor: number;
  /** Tokens that a model wrote for the last compaction. */
  readonly outputTokens: number;
  /** What failed attempts have cost since the last compaction; a state of an earlier version has none. */
  readonly lost?: number;
}

/** A compaction that was made, in tokens. */
interface MadeCompaction extends Prospect {
  readonly tokensAfter: number;
  /** What a model wrote for it, where one was asked. */
  readonly outputTokens: number | undefined;
  /** What its models were paid, where that is known; see {@link BreakEven.bill}. Default: by the estimate. */
  readonly bill?: number;
}

/** Weighs compactions by what they are likely to save. It knows the past only. */
export interface BreakEven {
  /** A request of so many tokens is about to be made. */
  called(tokens: number, target: number): void;
  weigh(prospect: Prospect): Weighing;
  /** What the models were paid for the attempts of one compaction of so many tokens. */
  bill(attempts: readonly Pick<StrategyAttempt, "cost" | "tokensAfter">[], tokens: number): number;
  compacted(made: MadeCompaction): void;
  /** A compaction came to nothing, after its models were paid so much. */
  failed(bill: number): void;
  /** Another conversation begins, of which the past says nothing; how much a model writes stays known. */
  restart(): void;
  state(): BreakEvenState;
}

const nothing = { rent: 0, debt: 0, savingPerCall: 0, floor: 0, lost: 0 };

/**
 * The conversation is expected to go on for as long as it has since the last compaction: so it compacts once waiting has
 * cost as much as compacting does, and not before the compaction before has saved what it cost. So whenever the
 * conversation ends, what was spent in vain is at most the last compaction. Attempts that failed after a model was paid
 * add to what the next compaction has to save; where they cost what was expected, together no more than waiting did.
 *
 * At each call, what a compaction would take out costs the price of cached input; what the last one could not take out
 * does not count. The compaction itself costs its model's tokens, and that the rest is written to the cache anew.
 *
 * @param saved - what {@link BreakEven.state} gave, checked.
 * @throws MassGenError `invalid-option`
 */
export function createBreakEven(given: TokenPrices, saved?: BreakEvenState): BreakEven {
  const prices = completePrices(given);
  const { input, cachedInput, cacheWrite, output } = prices;
  let { rent, debt, savingPerCall, floor, outputTokens } = saved ?? { ...nothing, outputTokens: assumedOutputTokens };
  let lost = saved?.lost ?? 0;
  const modelCost = (tokens: number) => tokens * input + outputTokens * output;
  const cacheCost = (target: number) => Math.max(target, floor) * Math.max(0, cacheWrite - cachedInput);
  return {
    called(tokens, target) {
      rent += Math.max(0, tokens - Math.max(target, floor)) * cachedInput;
      debt = Math.max(0, debt - savingPerCall);
    },
    weigh: ({ tokens, target, asksModel }) => ({
      saving: rent,
      cost: (asksModel ? modelCost(tokens) : 0) + cacheCost(target),
      lost,
      debt,
    }),
    bill: (attempts, tokens) => modelBill(attempts, prices, modelCost(tokens)),
    compacted({ tokens, target, asksModel, outputTokens: written, tokensAfter, bill }) {
      if (written !== undefined) outputTokens = written;
      floor = tokensAfter;
      debt += lost + (bill ?? (asksModel ? modelCost(tokens) : 0)) + cacheCost(target);
      savingPerCall = Math.max(0, tokens - tokensAfter) * cachedInput;
      rent = 0;
      lost = 0;
    },
    failed(bill) {
      lost += bill;
    },
    restart() {
      ({ rent, debt, savingPerCall, floor, lost } = nothing);
    },
    state: () => ({ rent, debt, savingPerCall, floor, outputTokens, lost }),
  };
}
