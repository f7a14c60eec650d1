import { isRecord } from "@massgen/core/provider";
import type { Fields } from "../fields.ts";
import { emulatedTokens } from "../model/tokens.ts";
import type { InputItem } from "./check-item.ts";
import type { CompactQuirk } from "./compact-quirk.ts";
import { counted, readContent } from "./visible-entry.ts";

/** Tokens of messages that a compacted window keeps, as OpenAI's own client mirrors it. */
const retainedTokens = 64_000;

/**
 * The messages that stay beside a compaction item: the user's, the newest first up to the limit; the one at the limit
 * loses its middle.
 *
 * @param newId - the id of a message that is issued anew, given the one that it had.
 */
export function retainMessages(
  items: readonly InputItem[],
  quirks: readonly CompactQuirk[],
  newId: (id: string | undefined) => string,
): readonly Fields[] {
  let left = retainedTokens;
  const kept: Fields[] = [];
  for (const item of items.toReversed()) {
    const isAssistant = item.role === "assistant";
    if (item.type !== "message" || !isRetained(item, quirks)) continue;
    if (left <= 0) break;
    const content = partsOf(item);
    const { text, imageCost } = readContent(content);
    const { tokens } = counted({ kind: "message", role: "user", text, images: [] }, imageCost);
    const id = typeof item.id === "string" ? item.id : undefined;
    kept.unshift({
      id: isAssistant && id !== undefined ? id : newId(id),
      type: "message",
      status: "completed",
      role: item.role,
      content: tokens <= left ? content : shortened(content, text, left),
    });
    left -= tokens;
  }
  return kept;
}

function isRetained({ role }: InputItem, quirks: readonly CompactQuirk[]): boolean {
  if (role === "user") return true;
  return quirks.includes(role === "assistant" ? "assistant-messages" : "developer-messages");
}

function partsOf({ content, role }: InputItem): readonly Fields[] {
  if (Array.isArray(content)) return content.filter(isRecord);
  const text = String(content);
  return [
    role === "assistant" ? { type: "output_text", text, annotations: [], logprobs: [] } : { type: "input_text", text },
  ];
}

/** One text part of the two ends of the text, and the images as they were. */
function shortened(content: readonly Fields[], text: string, tokens: number): readonly Fields[] {
  const half = tokens * 2;
  const removed = emulatedTokens(text) - tokens;
  const ends = `${text.slice(0, half)}…${removed} tokens truncated…${text.slice(-half)}`;
  const type = content.some((part) => part.type === "output_text") ? "output_text" : "input_text";
  return [{ type, text: ends }, ...content.filter((part) => typeof part.text !== "string")];
}
