import type { InvalidDecision } from "@massgen/core";

/** A decision that cannot be carried out, and what the model is told of it. */
export function invalid(problem: string): InvalidDecision {
  return { type: "invalid", problem };
}

/** A word of the model's, as it may be repeated to it. */
export function quoted(word: string): string {
  const line = word.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return `"${line.length <= 40 ? line : `${line.slice(0, 40).toWellFormed()}…`}"`;
}
