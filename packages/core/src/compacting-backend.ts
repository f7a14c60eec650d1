import type { ConversationItem } from "./item.ts";
import type { Usage } from "./usage.ts";

/** What a provider's own compaction is asked to work on. */
export interface NativeCompactionRequest<Item = ConversationItem> {
  /** The part of the conversation to compact; it ends where it may be cut. */
  readonly items: readonly Item[];
  readonly signal?: AbortSignal;
}

/** What a provider's own compaction answered. */
export interface NativeCompactionResult<Item = ConversationItem> {
  /** The window that stands for the request's items, exactly as the provider sent it. */
  readonly items: readonly Item[];
  /** What the compaction cost; its output tokens are the size of the opaque item. */
  readonly usage: Usage;
}

/** The part of a backend that compaction needs: a provider that can compact a conversation itself. */
export interface CompactingBackend<Item = ConversationItem> {
  /** Names provider and model, e.g. `openai/gpt-5`; an opaque item is of use only to the one that made it. */
  readonly name: string;
  /** @throws MassGenError; the code `unsupported` says that this endpoint has no compaction. */
  compact(request: NativeCompactionRequest<Item>): Promise<NativeCompactionResult<Item>>;
}
