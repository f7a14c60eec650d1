import type { BreakEvenState } from "./break-even.ts";
import type { BreakerState } from "./breaker.ts";
import type { CalibrationState } from "./calibration.ts";
import type { ContinuityState } from "./continuity.ts";
import type { PlacedItem } from "./placed-items.ts";

/** A reported size of the request up to some item. */
export interface BaselineState {
  /** Items of the request. */
  readonly length: number;
  /** Tokens of the request by our counter. */
  readonly counted: number;
  /** Tokens that the provider reported for it. */
  readonly reported: number;
}

/** All that a compactor knows, as plain JSON; made by `compactor.state()`. */
export interface CompactorState {
  readonly version: 1;
  /** The window in tokens; smaller than the one in the options where a provider refused less. */
  readonly window: number;
  readonly calibration: CalibrationState;
  readonly baseline: BaselineState | null;
  readonly breaker: BreakerState;
  readonly continuity: ContinuityState | null;
  /** Sizes that providers reported for opaque items, by content key. */
  readonly reportedTokens: Readonly<Record<string, number>>;
  /** What weighing by prices knows; a state of a compactor without prices has none. */
  readonly breakEven?: BreakEvenState;
  /** What opaque items stand for, by content key; a state of an earlier version has none. */
  readonly placedItems?: Readonly<Record<string, PlacedItem>>;
}
