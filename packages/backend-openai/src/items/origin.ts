import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** What makes an opaque item readable: the same model at the same address, asked by the same organisation. */
export interface OriginParts {
  readonly provider: string;
  /** Normalised. */
  readonly baseURL: string;
  /** Empty where none is named. */
  readonly organization: string;
  readonly model: string;
}

/** The origin as it is written into an item: `provider|baseURL|organization|model`. */
export function originTag({ provider, baseURL, organization, model }: OriginParts): string {
  return [provider, baseURL, organization, model].join("|");
}

/** Whether an item stands for a whole conversation before it. */
export function isCompaction(item: ConversationItem): boolean {
  return item.type === "compaction" || item.type === "compaction_summary";
}

/**
 * The item with its origin in the field `massgen`, where it is one that only its maker can read: compaction, and
 * reasoning with encrypted content. Every other field stays as it came; other items are returned as they are.
 */
export function tagOrigin(item: ConversationItem, origin: string): ConversationItem {
  const isSealed = isCompaction(item) || (item.type === "reasoning" && typeof item.encrypted_content === "string");
  return isSealed ? { ...item, massgen: { origin } } : item;
}

/** The origin that an item was tagged with; `undefined` for items from elsewhere. */
export function originOf(item: ConversationItem): string | undefined {
  const { massgen } = item;
  return isRecord(massgen) && typeof massgen.origin === "string" ? massgen.origin : undefined;
}
