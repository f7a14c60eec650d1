import type { TokenCounter } from "./token-counter.ts";

export async function loadO200kCounter(): Promise<TokenCounter> {
  const { countTokens } = await import("gpt-tokenizer/encoding/o200k_base");
  return {
    name: "o200k",
    count: (text) => ({ tokens: countTokens(text, { disallowedSpecial: new Set() }), estimated: false }),
  };
}
