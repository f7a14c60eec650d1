import type { EmulatedReply, EmulatedRequest } from "@massgen/testing";

/** Tokens of a summary, by the emulator's count of four characters each. */
const summaryTokens = 600;

const heading = "Emulated summary, the first lines of what it is about:\n";

/**
 * What the emulated model answers where a summary is asked for: a text of 600 tokens, or of half of the input where that
 * is less, made of the input's first lines.
 */
export function summaryReply({ entries }: Pick<EmulatedRequest, "entries">): EmulatedReply {
  const input = entries.findLast((entry) => entry.kind === "message");
  const source = input?.kind === "message" ? input.text : "";
  const characters = Math.min(summaryTokens * 4, Math.floor(source.length / 2));
  return { text: `${heading}${source}`.slice(0, characters) };
}
