import type { ConversationItem } from "../item.ts";
import type { BackendRequestParts } from "./backend-request.ts";
import type { Usage } from "./usage.ts";

/** What a provider's own compaction is asked to work on. */
export interface NativeCompactionRequest<Item = ConversationItem> extends BackendRequestParts {
  /** The part of the conversation to compact; it ends where it may be cut. */
  readonly items: readonly Item[];
  /** Tokens that the result should have at most; a provider that decides by itself pays no heed to it. */
  readonly target?: number;
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
  /**
   * @throws MassGenError; the code `unsupported` says that this endpoint has no compaction, `context-overflow` and
   * `request-too-large` that the items are too much for it.
   */
  compact(request: NativeCompactionRequest<Item>): Promise<NativeCompactionResult<Item>>;
}
