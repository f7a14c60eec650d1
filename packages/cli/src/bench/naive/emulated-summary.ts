import type { SummaryModel, TokenCounter } from "@massgen/compaction";

/** Tokens of every emulated summary, whatever it is about: a rule, not a model. */
const emulatedSummaryTokens = 600;

/**
 * Stands for a model where there is none: an answer of a fixed size that says nothing, and the usage that a provider
 * would report. What a summary would still tell is not known without a model.
 */
export function emulatedSummaryModel(counter: TokenCounter): SummaryModel {
  const text = " summary".repeat(emulatedSummaryTokens);
  return async ({ instructions, input }) => ({
    text,
    usage: {
      inputTokens: counter.count(instructions).tokens + counter.count(input).tokens,
      outputTokens: emulatedSummaryTokens,
    },
  });
}
