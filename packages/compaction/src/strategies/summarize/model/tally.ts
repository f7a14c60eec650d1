import type { Usage } from "@massgen/core";
import type { StrategyCost } from "../../strategy.ts";

/** Adds up what the calls of a model cost. */
export interface Tally {
  addCall(): void;
  /** Takes what a model said of its usage; what is no usage is left out. */
  addUsage(usage: unknown): void;
  /** `undefined` before the first call. */
  cost(): StrategyCost | undefined;
}

const requiredCounts = ["inputTokens", "outputTokens"] as const;
const otherCounts = ["cachedInputTokens", "cacheWriteTokens", "reasoningTokens"] as const;

export function createTally(): Tally {
  let calls = 0;
  let total: Usage | undefined;
  return {
    addCall: () => {
      calls += 1;
    },
    addUsage: (usage) => {
      if (isUsage(usage)) total = total === undefined ? usage : sum(total, usage);
    },
    cost: () => (calls === 0 ? undefined : { calls, ...(total && { usage: total }) }),
  };
}

function isUsage(value: unknown): value is Usage {
  if (typeof value !== "object" || value === null) return false;
  return requiredCounts.every((name) => Number.isFinite((value as Readonly<Record<string, unknown>>)[name]));
}

function sum(left: Usage, right: Usage): Usage {
  const others = otherCounts.flatMap((name) =>
    left[name] === undefined && right[name] === undefined ? [] : [[name, (left[name] ?? 0) + (right[name] ?? 0)]],
  );
  return {
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
    ...Object.fromEntries(others),
  };
}
