import { createHash } from "node:crypto";

/** A part of a request in the order in which it is rendered, e.g. a tool or an item. */
export interface RenderedPart {
  readonly content: string;
  readonly tokens: number;
}

/** Shortest prefix that is kept, and the step in which longer ones are; both as documented for the API. */
const minimumTokens = 1024;
const stepTokens = 128;

/** Prompt cache: knows the prefixes of earlier requests, part by part, by model and cache key. */
export class PromptCache {
  readonly #prefixes = new Map<string, Set<string>>();

  /** How much of a request an earlier one brought. Part by part: of a part that differs nothing counts. */
  cachedTokens(owner: string, parts: readonly RenderedPart[]): number {
    const known = this.#prefixes.get(owner);
    if (known === undefined) return 0;
    let cached = 0;
    let tokens = 0;
    for (const { hash, part } of prefixesOf(parts)) {
      if (!known.has(hash)) break;
      tokens += part.tokens;
      cached = tokens;
    }
    return cached < minimumTokens ? 0 : cached - (cached % stepTokens);
  }

  /** Keeps a request's prefixes for later ones. */
  remember(owner: string, parts: readonly RenderedPart[]): void {
    const known = this.#prefixes.get(owner) ?? new Set();
    for (const { hash } of prefixesOf(parts)) known.add(hash);
    this.#prefixes.set(owner, known);
  }

  /** Tokens that a request writes: all that was not cached, where the request is long enough to be kept. */
  static written(inputTokens: number, cachedTokens: number): number {
    return inputTokens < minimumTokens ? 0 : inputTokens - cachedTokens;
  }
}

function* prefixesOf(parts: readonly RenderedPart[]): Iterable<{ readonly hash: string; readonly part: RenderedPart }> {
  let hash = "";
  for (const part of parts) {
    hash = createHash("sha256").update(hash).update(part.content).digest("base64");
    yield { hash, part };
  }
}
