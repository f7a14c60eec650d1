import type { ConversationItem, RunLog, RunLogCompaction } from "@massgen/core";

/** A conversation as it was at some time, to go back to. */
interface Checkpoint {
  readonly whole: readonly ConversationItem[];
  readonly window: readonly ConversationItem[];
}

/** An agent's conversation: the part that it sends, all of it, and its log where there is one, kept the same. */
export interface AgentConversation {
  /** What the agent sends. */
  window(): readonly ConversationItem[];
  /** Everything that was said and done, whatever compaction took out of the window. */
  whole(): readonly ConversationItem[];
  append(items: readonly ConversationItem[]): Promise<void>;
  /** Puts another window in the place of the one at hand. */
  swap(after: readonly ConversationItem[], record: RunLogCompaction<ConversationItem>): Promise<void>;
  checkpoint(): Checkpoint;
  /** Takes back what was appended since the checkpoint. A compaction since then is taken back with it. */
  rewind(checkpoint: Checkpoint): Promise<void>;
}

/**
 * Each change is in the log before it is in the conversation, so that a change which cannot be written has not happened.
 *
 * @param log - what to go on from and to write to; without one the conversation lives as long as its agent.
 */
export function createAgentConversation(log: RunLog<ConversationItem> | undefined): AgentConversation {
  let whole: readonly ConversationItem[] = log?.conversation() ?? [];
  let window: readonly ConversationItem[] = log?.window() ?? [];
  return {
    window: () => window,
    whole: () => whole,
    async append(items) {
      if (items.length === 0) return;
      await log?.append({ type: "items", items });
      whole = [...whole, ...items];
      window = [...window, ...items];
    },
    async swap(after, record) {
      await log?.append(record);
      window = after;
    },
    checkpoint: () => ({ whole, window }),
    async rewind(checkpoint) {
      if (checkpoint.whole.length === whole.length) return;
      await log?.append({ type: "rewind", items: checkpoint.whole.length });
      ({ whole, window } = checkpoint);
    },
  };
}
