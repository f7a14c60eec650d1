import type { TokenCounter } from "@massgen/compaction";

/** A counter that counts in the provider's tokens. */
export function scaledCounter(counter: TokenCounter, scale: number): TokenCounter {
  if (scale === 1) return counter;
  return {
    name: counter.name,
    count(text) {
      const { tokens, estimated } = counter.count(text);
      return { tokens: Math.round(tokens * scale), estimated };
    },
  };
}
