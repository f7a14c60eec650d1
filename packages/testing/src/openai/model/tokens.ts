/** Tokens around each item: its role and its separators. */
export const tokensPerItem = 4;
/** An image, whatever its size; with `detail: "low"` less. */
export const imageTokens = 800;
export const lowDetailImageTokens = 85;
/** What a compaction item costs beside the tokens that its making reported; recorded: about 80. */
export const sealedItemTokens = 80;

/**
 * The emulator's count of a text: one token for four UTF-16 units, rounded up. No tokenizer counts like that; billing,
 * `input_tokens` and the window's limit all count by it, so that what a test expects can be computed.
 *
 * A request costs, for its instructions and each item, tool and output format, 4 tokens and the tokens of their text
 * (tools and formats: of their JSON). An image costs 800 tokens, or 85 with `detail: "low"`. A compaction item costs
 * the `output_tokens` of its making and 80.
 */
export function emulatedTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
