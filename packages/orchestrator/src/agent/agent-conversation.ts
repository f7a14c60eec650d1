import { type ConversationItem, MassGenError, type RunLog, type RunLogCompaction } from "@massgen/core";
import { isOfModel } from "./is-of-model.ts";

/** A conversation as it was before something was appended, to go back to. */
interface Checkpoint {
  /** Items of the whole conversation. */
  readonly items: number;
  readonly window: readonly ConversationItem[];
}

/** An agent's conversation: the part that it sends, all of it, and its log where there is one, kept the same. */
export interface AgentConversation {
  /** What the agent sends. */
  window(): readonly ConversationItem[];
  /** Everything that was said and done, whatever became of the window. */
  whole(): readonly ConversationItem[];
  append(items: readonly ConversationItem[]): Promise<void>;
  /** Puts another window in the place of the one at hand. */
  swap(after: readonly ConversationItem[], record: RunLogCompaction<ConversationItem>): Promise<void>;
  /** Notes that the provider has taken everything up to here. */
  accept(): void;
  /** What was appended since the provider took something last, and so may be what it refuses. */
  unaccepted(): readonly ConversationItem[];
  /** To be made right before something is appended that may have to be taken back. */
  checkpoint(): Checkpoint;
  /** Takes back what was appended since the checkpoint, and what was done to the window since. */
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
  // After a restart nobody knows what was refused, but the model has spoken on what it was given.
  let accepted = whole.findLastIndex(isOfModel) + 1;
  const checkLog = () => {
    if (log !== undefined && log.conversation().length !== whole.length) throw diverged();
  };
  /** A log puts its window together when it is asked for it, which an append need not wait for. */
  const checkWindow = () => {
    checkLog();
    if (log !== undefined && log.window().length !== window.length) throw diverged();
  };
  return {
    window: () => window,
    whole: () => whole,
    async append(items) {
      if (items.length === 0) return;
      checkLog();
      await log?.append({ type: "items", items });
      whole = [...whole, ...items];
      window = [...window, ...items];
    },
    async swap(after, record) {
      checkWindow();
      await log?.append(record);
      window = after;
    },
    accept() {
      accepted = whole.length;
    },
    unaccepted: () => whole.slice(accepted),
    checkpoint: () => ({ items: whole.length, window }),
    async rewind(checkpoint) {
      if (checkpoint.items === whole.length) return;
      checkWindow();
      await log?.append({ type: "rewind", items: checkpoint.items });
      whole = whole.slice(0, checkpoint.items);
      window = checkpoint.window;
      accepted = Math.min(accepted, whole.length);
    },
  };
}

function diverged(): MassGenError {
  return new MassGenError("The log has entries that this agent has not written.", {
    code: "log-diverged",
    remedy: "Let one agent at a time write to a log; make a new one to go on from what is there.",
  });
}
