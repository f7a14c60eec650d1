import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/**
 * What makes an opaque item readable: the same model at the same address, asked by the same organisation. The key is no
 * part of it, since a new key of one organisation reads what the old one had made; where a key belongs to another
 * organisation that is not named, only the provider can tell, and says `undecryptable`.
 */
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

/** The encrypted content of reasoning, which comes back as it was given; `undefined` for all other items. */
export function sealedReasoningOf({ type, encrypted_content: sealed }: ConversationItem): string | undefined {
  return type === "reasoning" && typeof sealed === "string" ? sealed : undefined;
}

/**
 * The item with its origin in the field `massgen`, where it is one that only its maker can read: compaction, and
 * reasoning with encrypted content. Every other field stays as it came; other items are returned as they are.
 */
export function tagOrigin(item: ConversationItem, origin: string): ConversationItem {
  const isSealed = isCompaction(item) || sealedReasoningOf(item) !== undefined;
  return isSealed ? { ...item, massgen: { origin } } : item;
}

/** The origin that an item was tagged with; `undefined` for items from elsewhere. */
export function originOf(item: ConversationItem): string | undefined {
  const { massgen } = item;
  return isRecord(massgen) && typeof massgen.origin === "string" ? massgen.origin : undefined;
}
