import type { Strategy } from "../strategies/strategy.ts";
import type { CompactionTarget } from "../target.ts";
import type { CompactorOptions } from "./compactor-options.ts";
import type { LearntWindow } from "./learnt-window.ts";
import { lighteningStrategies } from "./lightening-strategies.ts";
import type { Occasion } from "./occasion.ts";
import { thresholdTokens } from "./threshold.ts";

/** Share of the trigger that a result must stay below where none reaches the target, or the next call would be due too. */
const belowTrigger = 0.95;

/** Share of the window from which on it counts as full: the next response may not fit any more. */
const fullShare = 0.9;

/** What one compaction is to reach, and by which strategies. */
export interface Aim<Item> {
  readonly target: CompactionTarget;
  readonly acceptable?: CompactionTarget;
  /** Default: those of the options. */
  readonly strategies?: readonly Strategy<Item>[] | undefined;
}

/** The sizes that decide, in tokens, for the window as it has turned out to be. */
export interface Limits<Item> {
  trigger(): number;
  target(): number;
  /** Size from which on nothing is waited for. */
  full(): number;
  aim(occasion: Occasion, tokens: number): Aim<Item>;
}

export function createLimits<Item>(options: CompactorOptions<Item>, window: LearntWindow): Limits<Item> {
  const { contextWindow, trigger = 0.8, target = 0.4, strategies } = options;
  const limits: Limits<Item> = {
    trigger: () => window.scaled(thresholdTokens(trigger, contextWindow)),
    target: () => window.scaled(thresholdTokens(target, contextWindow)),
    full: () => Math.max(limits.trigger(), window.tokens() * fullShare),
    aim(occasion, tokens) {
      switch (occasion) {
        case "if-due":
          return { target: limits.target(), acceptable: Math.floor(limits.trigger() * belowTrigger) };
        case "asked-for":
          return { target: Math.min(limits.target(), Math.ceil(tokens / 2)), acceptable: "90%" };
        case "too-many-tokens":
          return { target: limits.target(), acceptable: "90%" };
        case "too-many-bytes":
          return { target: "99%", strategies: lighteningStrategies(strategies) };
      }
    },
  };
  return limits;
}
