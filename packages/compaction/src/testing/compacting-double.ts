import type { CompactingBackend, ConversationItem } from "@massgen/core";

export interface CompactingDoubleOptions {
  /** Output tokens that it reports for a compaction. Default 200. */
  readonly outputTokens?: number;
  /** Called before each answer; may throw what a provider would. */
  readonly onRequest?: (items: readonly ConversationItem[]) => void | Promise<void>;
}

/** A stand-in for a provider's own compaction, for tests. It answers as OpenAI was recorded to. */
export interface CompactingDouble extends CompactingBackend {
  /** What a compaction item of its making stands for. */
  open(item: ConversationItem): readonly ConversationItem[];
}

/**
 * Makes a double of OpenAI's `/responses/compact`: all user messages again, with new ids, and then one compaction item
 * that only this double can open.
 */
export function createCompactingDouble(options: CompactingDoubleOptions = {}): CompactingDouble {
  const { outputTokens = 200, onRequest } = options;
  const sealed = new Map<string, readonly ConversationItem[]>();
  return {
    name: "double/model",
    async compact({ items, signal }) {
      await onRequest?.(items);
      signal?.throwIfAborted();
      const seal = `sealed-${sealed.size + 1}`;
      sealed.set(seal, items);
      const users = items.filter((item) => "role" in item && item.role === "user");
      const again = users.map((item, index) => ({
        ...item,
        type: "message",
        id: `msg_${seal}_${index}`,
        status: "completed",
      }));
      const compaction = { type: "compaction", id: `cmp_${seal}`, encrypted_content: seal };
      return { items: [...again, compaction], usage: { inputTokens: items.length * 100, outputTokens } };
    },
    open(item) {
      const items = typeof item.encrypted_content === "string" ? sealed.get(item.encrypted_content) : undefined;
      if (items === undefined) throw new Error("This item was not sealed here.");
      return items;
    },
  };
}
