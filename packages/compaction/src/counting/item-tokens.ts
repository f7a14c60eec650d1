import type { CountablePart, ItemFacts } from "../adapters/item-adapter.ts";
import type { TokenCount, TokenCounter } from "./token-counter.ts";

/**
 * Tokens that an item costs beside its content: the marks around a message and its role. OpenAI's cookbook counts 3 a
 * message and 1 for a name; the same is assumed of calls and outputs, whose rendering is not published.
 */
const framingTokens = 4;

/** Cost of a 1920 × 1080 image at high detail under OpenAI's tile formula; the true size is not looked at here. */
const imageTokens = 1105;

/** Cost of an image at `detail: "low"` under the same formula, whatever its size. */
const lowDetailImageTokens = 85;

/** Tokens of one item as part of a request. */
export function countItemTokens(facts: ItemFacts, counter: TokenCounter): TokenCount {
  let tokens = framingTokens;
  let estimated = false;
  for (const part of facts.parts) {
    const count = countPart(part, counter);
    tokens += count.tokens;
    estimated ||= count.estimated;
  }
  return { tokens, estimated };
}

function countPart(part: CountablePart, counter: TokenCounter): TokenCount {
  switch (part.kind) {
    case "text":
      return counter.count(part.text);
    case "image":
      return { tokens: part.detail === "low" ? lowDetailImageTokens : imageTokens, estimated: true };
    case "opaque":
      return { tokens: opaqueTokens(part.characters), estimated: true };
  }
}

/** Codex's estimate: base64 decodes to 3/4 of its length, about 650 bytes are envelope, and a token is 4 bytes. */
function opaqueTokens(characters: number): number {
  return Math.max(1, Math.ceil((characters * 0.75 - 650) / 4));
}
