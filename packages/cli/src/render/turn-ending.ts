import type { TurnEndReason } from "@massgen/core";

/** What a person should know of how an answer ended; `undefined` where the model was done. */
export const turnEndings: Readonly<Record<TurnEndReason, string | undefined>> = {
  stop: undefined,
  "tool-calls": undefined,
  length: "the answer is cut off: it reached its limit of tokens (--max-output-tokens)",
  "content-filter": "the provider stopped the answer for what it says",
  "step-limit": "the turn is cut off: it made as many requests as one turn may",
};
