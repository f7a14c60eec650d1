import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** Tokens that an image counts as, whatever the length of its data; the figure of OpenAI's Codex (7,373 bytes). */
const imageTokens = 1_844;

/** Rough size of a token; core has no counter. */
const bytesPerToken = 4;

/**
 * The user's messages, in their order, newest first as far as they fit. A message stays whole or goes whole, images
 * included; one that does not fit leaves room for those before it.
 *
 * @param maximumTokens - estimated from bytes.
 */
export function retainUserMessages(
  items: readonly ConversationItem[],
  maximumTokens: number,
): readonly ConversationItem[] {
  const retained: ConversationItem[] = [];
  let room = maximumTokens;
  for (const item of items.toReversed()) {
    if (item.role !== "user") continue;
    const tokens = estimate(item.content);
    if (tokens > room) continue;
    room -= tokens;
    retained.push(item);
  }
  return retained.reverse();
}

function estimate(content: unknown): number {
  const parts: readonly unknown[] = Array.isArray(content) ? content : [content];
  return parts.reduce<number>((total, part) => total + estimatePart(part), 0);
}

function estimatePart(part: unknown): number {
  if (typeof part === "string") return tokensOf(part);
  if (!isRecord(part)) return 0;
  if (part.type === "input_image") return imageTokens;
  return tokensOf(typeof part.text === "string" ? part.text : (JSON.stringify(part) ?? ""));
}

function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken);
}
