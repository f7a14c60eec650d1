/** What a request shows to its model, in no API's shape. */
export type TranscriptEntry =
  | { readonly kind: "user" | "assistant"; readonly text: string }
  | { readonly kind: "call"; readonly id: string; readonly name: string; readonly input: string }
  | { readonly kind: "result"; readonly callId: string; readonly text: string };

export interface Transcript {
  readonly entries: readonly TranscriptEntry[];
  /** Instructions and tools, as text. */
  readonly preamble: string;
}

/** What the model does next: it says something, and calls tools or is done. */
export interface Move {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[];
}

/** Characters that make one token. Providers differ from each other in this, and from our counters. */
const charactersPerToken = 3;
const tokensAroundEntry = 4;

/** Tokens that the simulated provider bills for a request, or for what its model wrote. */
export function countTokens({ preamble, entries }: Transcript): number {
  const texts = entries.map((entry) => (entry.kind === "call" ? entry.name + entry.input : entry.text));
  const characters = texts.reduce((sum, text) => sum + text.length, preamble.length);
  return Math.ceil(characters / charactersPerToken) + entries.length * tokensAroundEntry;
}
