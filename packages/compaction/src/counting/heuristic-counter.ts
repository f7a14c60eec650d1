import { FEATURE_WEIGHTS } from "./heuristic-weights.ts";
import { addTextFeatures, FEATURE_NAMES } from "./text-features.ts";
import type { TokenCounter } from "./token-counter.ts";

const weights: Float64Array = /* @__PURE__ */ Float64Array.from(FEATURE_NAMES, (name) => FEATURE_WEIGHTS[name] ?? 0);
/** Counting is synchronous, so one array serves every text. */
const features: Float64Array = /* @__PURE__ */ new Float64Array(FEATURE_NAMES.length);

/**
 * Estimates the tokens of a text without a vocabulary, some fifteen times as fast as an exact count; every count says
 * `estimated`, and an empty text has no tokens. Half of all texts are within 4 % of `o200k`, nine in ten within 13 %;
 * `heuristic-weights.ts` has the errors by kind of text.
 */
export const heuristicCounter: TokenCounter = {
  name: "heuristic",
  count: (text) => {
    features.fill(0);
    addTextFeatures(text, features);
    let tokens = 0;
    for (let index = 0; index < features.length; index++) {
      tokens += (features[index] as number) * (weights[index] as number);
    }
    return { tokens: Math.round(tokens), estimated: true };
  },
};
