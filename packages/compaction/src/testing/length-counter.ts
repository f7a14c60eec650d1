import type { TokenCounter } from "../counting/token-counter.ts";

/** Counts a token for every four characters, so that tests can say how large things are. */
export const lengthCounter: TokenCounter = {
  name: "length",
  count: (text) => ({ tokens: Math.ceil(text.length / 4), estimated: false }),
};
