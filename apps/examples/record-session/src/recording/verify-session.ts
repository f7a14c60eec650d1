import type {
  ConversationItem,
  FunctionCallItem,
  FunctionCallOutputItem,
  MessageItem,
  MessageRole,
} from "@massgen/core";

/** What a recorded session holds. */
interface SessionFacts {
  readonly items: number;
  readonly userMessages: number;
  readonly calls: number;
  readonly failedCalls: number;
  /** Ids of calls without an output. */
  readonly unanswered: readonly string[];
}

/**
 * Checks that a session is one that a provider could have produced.
 *
 * @throws Error where an output does not answer a call of the batch right before it, calls or outputs of a batch are
 * torn apart, or reasoning led to nothing.
 */
export function verifySession(items: readonly ConversationItem[]): SessionFacts {
  const seen = new Set<string>();
  const unanswered: string[] = [];
  let open = new Set<string>();
  let answering = false;
  let calls = 0;
  let failedCalls = 0;
  const closeBatch = () => {
    unanswered.push(...open);
    open = new Set();
    answering = false;
  };
  items.forEach((item, index) => {
    if (isCall(item)) {
      if (answering) closeBatch();
      expect(!seen.has(item.call_id), index, `${item.call_id} was used before`);
      seen.add(item.call_id);
      open.add(item.call_id);
      calls += 1;
    } else if (isOutput(item)) {
      expect(open.delete(item.call_id), index, `${item.call_id} is not an open call of the batch before`);
      answering = true;
      if (typeof item.output === "string" && item.output.startsWith("error: ")) failedCalls += 1;
    } else {
      closeBatch();
      const next = items[index + 1];
      if (item.type === "reasoning") {
        expect(
          next !== undefined && (isCall(next) || isMessageOf("assistant", next)),
          index,
          "reasoning led to nothing",
        );
      }
    }
  });
  closeBatch();
  const userMessages = items.filter((item) => isMessageOf("user", item)).length;
  return { items: items.length, userMessages, calls, failedCalls, unanswered };
}

function isCall(item: ConversationItem): item is FunctionCallItem {
  return item.type === "function_call";
}

function isMessageOf(role: MessageRole, item: ConversationItem): item is MessageItem {
  return item.type === "message" && "role" in item && item.role === role;
}

function isOutput(item: ConversationItem): item is FunctionCallOutputItem {
  return item.type === "function_call_output";
}

function expect(holds: boolean, index: number, problem: string): void {
  if (!holds) throw new Error(`Item ${index + 1} of the session is not valid: ${problem}.`);
}
