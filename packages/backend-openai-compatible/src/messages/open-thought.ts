import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/**
 * The text of a reasoning item that may be sent back to a Chat server: thoughts in the open, as this backend stores them.
 * Summaries and encrypted thoughts belong to the provider that made them. `undefined` where there is none.
 */
export function openThought(item: ConversationItem): string | undefined {
  const { content, encrypted_content: encrypted } = item as Readonly<Record<string, unknown>>;
  if (!Array.isArray(content) || (encrypted !== undefined && encrypted !== null)) return undefined;
  const texts = content.flatMap((part: unknown) =>
    isRecord(part) && part.type === "reasoning_text" && typeof part.text === "string" ? [part.text] : [],
  );
  return texts.length === 0 ? undefined : texts.join("\n");
}
