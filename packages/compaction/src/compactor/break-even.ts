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
  readonly saving: number;
  readonly cost: number;
  /** Calls over which it is expected to save. */
  readonly calls: number;
}

export interface BreakEvenState {
  readonly calls: number;
  readonly outputTokens: number;
}

/** Weighs compactions by what they are likely to save. It knows the past only. */
export interface BreakEven {
  /** A request is about to be made. */
  called(): void;
  weigh(prospect: Prospect): Weighing;
  /** A compaction was made; a model wrote so many tokens for it. */
  compacted(outputTokens: number | undefined): void;
  state(): BreakEvenState;
}

/**
 * The conversation is expected to go on for as many calls as it has since the last compaction: so it compacts once
 * waiting has cost as much as compacting does. Whenever the conversation then ends, the most that was spent in vain is
 * one compaction; whoever buys what they could go on renting is never further off.
 *
 * At each call, what a compaction would take out costs the price of cached input. The compaction itself costs its
 * model's tokens, and that the rest is written to the cache anew.
 *
 * @throws MassGenError `invalid-option`
 */
export function createBreakEven(prices: TokenPrices, saved?: BreakEvenState): BreakEven {
  checkPrices(prices);
  const { input, cachedInput = input, cacheWrite = input, output } = prices;
  let calls = saved?.calls ?? 0;
  let expectedOutput = saved?.outputTokens ?? assumedOutputTokens;
  return {
    called() {
      calls += 1;
    },
    weigh({ tokens, target, asksModel }) {
      const saving = Math.max(0, tokens - target) * cachedInput * calls;
      const model = asksModel ? tokens * input + expectedOutput * output : 0;
      return { saving, cost: model + target * Math.max(0, cacheWrite - cachedInput), calls };
    },
    compacted(outputTokens) {
      calls = 0;
      if (outputTokens !== undefined) expectedOutput = outputTokens;
    },
    state: () => ({ calls, outputTokens: expectedOutput }),
  };
}

function checkPrices(prices: TokenPrices): void {
  for (const [name, price] of Object.entries(prices)) {
    if (price === undefined || (Number.isFinite(price) && price >= 0)) continue;
    throw new MassGenError(`The price ${name} must be a number, zero or more.`, {
      code: "invalid-option",
      remedy: "Give all prices in one unit, for example dollars for a million tokens.",
    });
  }
}
