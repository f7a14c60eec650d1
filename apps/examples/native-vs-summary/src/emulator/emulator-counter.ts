import type { TokenCounter } from "@massgen/compaction";
import { emulatedTokens } from "@massgen/testing";

/**
 * Counts as the emulator bills, one token for four characters, so that windows and usage are in the same measure. No
 * tokenizer counts like that.
 */
export const emulatorCounter: TokenCounter = {
  name: "emulator",
  count: (text) => ({ tokens: emulatedTokens(text), estimated: false }),
};
