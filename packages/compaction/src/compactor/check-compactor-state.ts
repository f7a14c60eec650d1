import { largestScale, smallestScale } from "./calibration.ts";
import type { CompactorState } from "./compactor-state.ts";
import {
  amount,
  between,
  count,
  invalidState,
  listOf,
  nullable,
  optional,
  recordOf,
  type StateCheck,
  shape,
  text,
  tokens,
} from "./state-checks.ts";

/** Positions from the first, up to before the second. */
const range: StateCheck = (value, path) => {
  const isRange =
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((position) => Number.isSafeInteger(position) && position >= 0) &&
    value[0] < value[1];
  if (!isRange) throw invalidState(path, "two positions, the first below the second");
};

const check = shape({
  version: (value, path) => {
    if (value !== 1) throw invalidState(path, "1");
  },
  window: between(1, Number.MAX_SAFE_INTEGER),
  calibration: shape({ scale: between(smallestScale, largestScale), observations: count }),
  baseline: nullable(shape({ length: count, counted: tokens, reported: tokens })),
  breaker: shape({ failures: count, tokensAtFailure: tokens }),
  continuity: nullable(shape({ length: count, key: text })),
  reportedTokens: recordOf(tokens),
  breakEven: optional(
    shape({
      rent: amount,
      debt: amount,
      savingPerCall: amount,
      floor: tokens,
      outputTokens: tokens,
      lost: optional(amount),
    }),
  ),
  placedItems: optional(recordOf(shape({ entry: text, covers: listOf(range) }))),
});

/**
 * Refuses a state that no compactor can go on from: a number that is none, once in the ledger or in the scale, would
 * spoil every estimate after it.
 *
 * @param path - what the state is called in messages.
 * @throws MassGenError `invalid-option`
 */
export function checkCompactorState(state: unknown, path = "state"): asserts state is CompactorState {
  check(state, path);
}
