import type { CompactionReport, CompactorState } from "@massgen/compaction";
import type { Archive, ContentPart, ConversationItem, TurnEndReason, Usage } from "@massgen/core";

export interface TurnOptions {
  readonly signal?: AbortSignal;
}

/** What came of one turn. */
export interface TurnResult {
  /** What the model said last; empty where it said nothing. */
  readonly text: string;
  readonly reason: TurnEndReason;
  /** What the turn added to the conversation, what was said to the agent included. */
  readonly items: readonly ConversationItem[];
  /** Requests that went on with the conversation. */
  readonly steps: number;
  /** All requests together, those of compactions included. */
  readonly usage: Usage;
  /** Compactions that were made or tried, in order. */
  readonly compactions: readonly CompactionReport[];
}

/** A model at work on one conversation, with tools, inside its window. Turns of one agent run one after the other. */
export interface Agent {
  /** The part of the conversation that is sent. */
  readonly items: readonly ConversationItem[];
  /** The whole conversation, nothing compacted. */
  readonly history: readonly ConversationItem[];
  /** What compaction took out. */
  readonly archive: Archive;
  /**
   * Says something to the agent, and lets it work until it has answered. Where nothing comes of its first request, for
   * failure or abort, what was said is taken back; after that, what was said and done stays. The next turn can be sent
   * in either case.
   *
   * @param content - text, or parts such as `input_text` and `input_image`.
   * @throws BackendError, MassGenError; the signal's reason on abort.
   */
  send(content: string | readonly ContentPart[], options?: TurnOptions): Promise<TurnResult>;
  /** Compacts now, however small the conversation is. */
  compact(options?: TurnOptions): Promise<CompactionReport>;
  /** What the agent's compactor knows, as plain JSON, for {@link AgentCompaction.state} after a restart. */
  state(): CompactorState;
}
