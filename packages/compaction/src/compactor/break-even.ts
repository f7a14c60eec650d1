import { MassGenError, type TokenPrices } from "@massgen/core";

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
  /** What the compaction before has cost and not saved yet. */
  readonly debt: number;
}

export interface BreakEvenState {
  readonly rent: number;
  readonly debt: number;
  readonly savingPerCall: number;
  readonly floor: number;
  readonly outputTokens: number;
}

/** A compaction that was made, in tokens. */
interface MadeCompaction extends Prospect {
  readonly tokensAfter: number;
  /** What a model wrote for it, where one was asked. */
  readonly outputTokens: number | undefined;
}

/** Weighs compactions by what they are likely to save. It knows the past only. */
export interface BreakEven {
  /** A request of so many tokens is about to be made. */
  called(tokens: number, target: number): void;
  weigh(prospect: Prospect): Weighing;
  compacted(made: MadeCompaction): void;
  state(): BreakEvenState;
}

/**
 * The conversation is expected to go on for as long as it has since the last compaction: so it compacts once waiting has
 * cost as much as compacting does, and not before the compaction before has saved what it cost. So whenever the
 * conversation ends, what was spent in vain is at most the last compaction.
 *
 * At each call, what a compaction would take out costs the price of cached input; what the last one could not take out
 * does not count. The compaction itself costs its model's tokens, and that the rest is written to the cache anew.
 *
 * @throws MassGenError `invalid-option`
 */
export function createBreakEven(prices: TokenPrices, saved?: BreakEvenState): BreakEven {
  checkPrices(prices);
  const { input, cachedInput = input, cacheWrite = input, output } = prices;
  let { rent, debt, savingPerCall, floor, outputTokens } = saved ?? {
    rent: 0,
    debt: 0,
    savingPerCall: 0,
    floor: 0,
    outputTokens: assumedOutputTokens,
  };
  const costOf = ({ tokens, target, asksModel }: Prospect) => {
    const model = asksModel ? tokens * input + outputTokens * output : 0;
    return model + Math.max(target, floor) * Math.max(0, cacheWrite - cachedInput);
  };
  return {
    called(tokens, target) {
      rent += Math.max(0, tokens - Math.max(target, floor)) * cachedInput;
      debt = Math.max(0, debt - savingPerCall);
    },
    weigh: (prospect) => ({ saving: rent, cost: costOf(prospect), debt }),
    compacted({ outputTokens: written, tokensAfter, ...prospect }) {
      if (written !== undefined) outputTokens = written;
      floor = tokensAfter;
      debt += costOf(prospect);
      savingPerCall = Math.max(0, prospect.tokens - tokensAfter) * cachedInput;
      rent = 0;
    },
    state: () => ({ rent, debt, savingPerCall, floor, outputTokens }),
  };
}

function checkPrices(prices: TokenPrices): void {
  const { input, output, cachedInput = 0, cacheWrite = 0 } = prices;
  for (const [name, price] of Object.entries({ input, output, cachedInput, cacheWrite })) {
    if (Number.isFinite(price) && price >= 0) continue;
    throw new MassGenError(`The price ${name} must be a number, zero or more.`, {
      code: "invalid-option",
      remedy: "Give all prices in one unit, for example dollars for a million tokens.",
    });
  }
}
