import type { CountablePart, ItemFacts } from "../adapters/item-adapter.ts";
import type { ImageFormula } from "./images/image-formula.ts";
import { defaultImageFormula } from "./images/image-formula-for.ts";
import { imageTokens } from "./images/image-tokens.ts";
import type { TokenCount, TokenCounter } from "./token-counter.ts";

/**
 * Tokens that an item costs beside its content: the marks around a message and its role. OpenAI's cookbook counts 3 a
 * message and 1 for a name; the same is assumed of calls and outputs, whose rendering is not published.
 */
export const framingTokens = 4;

/** Tokens of one item as part of a request. An evicted image costs what the tiny image in its place does. */
export function countItemTokens(
  facts: ItemFacts,
  counter: TokenCounter,
  images: ImageFormula = defaultImageFormula,
): TokenCount {
  let tokens = framingTokens;
  let estimated = false;
  for (const part of facts.parts) {
    const count = countPart(part, counter, images);
    tokens += count.tokens;
    estimated ||= count.estimated;
  }
  return { tokens, estimated };
}

function countPart(part: CountablePart, counter: TokenCounter, images: ImageFormula): TokenCount {
  switch (part.kind) {
    case "text":
      return counter.count(part.text);
    case "image":
      return imageTokens(part, images);
    case "opaque":
      return { tokens: opaqueTokens(part.characters), estimated: true };
  }
}

/** Codex's estimate: base64 decodes to 3/4 of its length, about 650 bytes are envelope, and a token is 4 bytes. */
function opaqueTokens(characters: number): number {
  return Math.max(1, Math.ceil((characters * 0.75 - 650) / 4));
}
