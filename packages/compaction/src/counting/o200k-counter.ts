import { MassGenError } from "@massgen/core";
import { linearTimeCounter } from "./linear-time-counter.ts";
import type { TokenCounter } from "./token-counter.ts";

/**
 * The tokenizer remembers how it merged a word. At its default of 100,000 words a word found again costs up to 60 µs,
 * since each find leaves a hole in the map behind it, and every remembered word is a slice that keeps its whole text
 * alive. A thousand words make a first pass as fast, without either.
 */
const REMEMBERED_WORDS = 1_000;

/**
 * Loads the exact counter of the `o200k` vocabulary, that of OpenAI's models since GPT-4o, from the package
 * `gpt-tokenizer`. Special tokens in a text, such as `<|endoftext|>`, are counted as the plain text they are. Linear in
 * time on any text; see `linearTimeCounter` for what that costs in exactness, and when. Sets the size of the merge cache
 * that all users of `gpt-tokenizer/encoding/o200k_base` in a program share.
 *
 * @throws {MassGenError} `tokenizer-missing` if `gpt-tokenizer` cannot be loaded.
 */
export async function loadO200kCounter(): Promise<TokenCounter> {
  const { clearMergeCache, countTokens, setMergeCacheSize } = await importTokenizer();
  clearMergeCache();
  setMergeCacheSize(REMEMBERED_WORDS);
  const plainText = { disallowedSpecial: new Set<string>() };
  return linearTimeCounter({ name: "o200k", encode: (text) => countTokens(text, plainText) });
}

async function importTokenizer() {
  try {
    return await import("gpt-tokenizer/encoding/o200k_base");
  } catch (cause) {
    throw new MassGenError("The exact token counter needs the package gpt-tokenizer, which could not be loaded.", {
      code: "tokenizer-missing",
      remedy: "Install it with `npm install gpt-tokenizer@4`, or count with the built-in `heuristicCounter`.",
      cause,
    });
  }
}
