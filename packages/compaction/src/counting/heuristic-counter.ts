import type { TokenCounter } from "./token-counter.ts";

/** Estimates tokens without a vocabulary. */
export const heuristicCounter: TokenCounter = {
  name: "heuristic",
  count: (text) => ({ tokens: Math.ceil(text.length / 4), estimated: true }),
};
