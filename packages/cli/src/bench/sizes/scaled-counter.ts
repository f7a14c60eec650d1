import type { TokenCounter } from "@massgen/compaction";

/** A counter that remembers what it counted, and counts in the provider's tokens. */
export function scaledCounter(counter: TokenCounter, scale: number): TokenCounter {
  const known = new Map<string, ReturnType<TokenCounter["count"]>>();
  return {
    name: counter.name,
    count(text) {
      const seen = known.get(text);
      if (seen !== undefined) return seen;
      const { tokens, estimated } = counter.count(text);
      const count = { tokens: Math.round(tokens * scale), estimated };
      known.set(text, count);
      return count;
    },
  };
}
