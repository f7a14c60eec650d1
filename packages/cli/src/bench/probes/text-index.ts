import type { Probe } from "./probe.ts";
import { linesIn, sentencesIn } from "./sentences.ts";
import { wordsIn } from "./words.ts";

/** Answers whether texts have a probe, word for word. */
export interface TextIndex {
  has(probe: Probe): boolean;
}

/** Takes texts apart as probes are, so that looking one up takes no time. */
export function createTextIndex(texts: readonly string[]): TextIndex {
  const words = new Set<string>();
  const lines = new Set<string>();
  for (const text of texts) {
    for (const word of wordsIn(text)) words.add(word);
    for (const line of linesIn(text)) lines.add(line);
    for (const sentence of sentencesIn(text)) lines.add(sentence);
  }
  return { has: ({ kind, text }) => (kind === "error" || kind === "constraint" ? lines : words).has(text) };
}
