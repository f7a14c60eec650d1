import { MassGenError } from "@massgen/core";

/** A limit as a share of the context window (above 0, up to 1) or in tokens (above 1). */
export type Threshold = number;

/** The limit in whole tokens. */
export function thresholdTokens(threshold: Threshold, contextWindow: number): number {
  return threshold <= 1 ? Math.floor(threshold * contextWindow) : threshold;
}

/**
 * Checks that compaction starts inside the window and ends well below where it starts: a target at the trigger would
 * compact again on every call, each time at the price of the whole prompt cache.
 *
 * @throws MassGenError `invalid-option`
 */
export function checkThresholds(contextWindow: number, trigger: Threshold, target: Threshold): void {
  const refuse = (problem: string, remedy: string) => {
    throw new MassGenError(problem, { code: "invalid-option", remedy });
  };
  if (!Number.isSafeInteger(contextWindow) || contextWindow <= 0) {
    refuse("contextWindow must be a whole number of tokens above zero.", "Pass the model's window, e.g. 400_000.");
  }
  for (const [name, value] of Object.entries({ trigger, target })) {
    const fits = typeof value === "number" && value > 0 && thresholdTokens(value, contextWindow) <= contextWindow;
    if (!fits || (value > 1 && !Number.isSafeInteger(value))) {
      refuse(`${name} must be a share of the window up to 1, or whole tokens within it.`, "Pass, for example, 0.8.");
    }
  }
  if (thresholdTokens(target, contextWindow) > 0.9 * thresholdTokens(trigger, contextWindow)) {
    refuse(
      "target must be at most nine tenths of trigger.",
      "Pass, for example, a trigger of 0.8 and a target of 0.4.",
    );
  }
}
