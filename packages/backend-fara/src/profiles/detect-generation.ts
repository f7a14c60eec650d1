import type { FaraGeneration } from "./fara-profile.ts";

/**
 * Tells the generation from a model's name: a name at Hugging Face or Foundry, of a GGUF file, a tag of Ollama, or a
 * served name that still says what it is. `undefined` where it does not.
 */
export function detectGeneration(model: string): FaraGeneration | undefined {
  if (/fara[-_ .]?1[-_.]?5(?!\d*b)/i.test(model)) return "1.5";
  if (!/fara/i.test(model)) return undefined;
  // What comes behind may be the bits of a weight: `fara-7b-q4b`.
  if (/fara[-_ .:]?7b(?![a-z\d])/i.test(model)) return "7b";
  // No other generation has these sizes.
  if (/(?<![\d.])(4|9|27)b\b/i.test(model)) return "1.5";
  return /(?<![\d.])7b(?![a-z\d])/i.test(model) ? "7b" : undefined;
}
