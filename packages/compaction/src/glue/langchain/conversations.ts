import type { BaseMessage } from "@langchain/core/messages";
import type { CarriedWindow } from "../carried-window.ts";

/** The windows of the conversations that an agent has, by thread and first message; those used longest ago go. */
export interface Conversations {
  /** The window of a conversation, made where it is new. */
  windowOf(thread: unknown, messages: readonly BaseMessage[]): CarriedWindow<BaseMessage>;
  /** The window of a conversation, where there is one. */
  find(thread: unknown, messages: readonly BaseMessage[]): CarriedWindow<BaseMessage> | undefined;
}

/** @param maximum - windows that are kept at once. */
export function createConversations(
  make: (thread: string | undefined) => CarriedWindow<BaseMessage>,
  maximum: number,
): Conversations {
  const known = new Map<string, CarriedWindow<BaseMessage>>();
  return {
    windowOf(thread, messages) {
      const key = keyOf(thread, messages);
      const window = known.get(key) ?? make(threadName(thread));
      known.delete(key);
      known.set(key, window);
      for (const oldest of known.keys()) {
        if (known.size <= maximum) break;
        known.delete(oldest);
      }
      return window;
    },
    find: (thread, messages) => known.get(keyOf(thread, messages)),
  };
}

/** Agents without threads are told apart by the first message, to which the graph gives an id of its own. */
function keyOf(thread: unknown, messages: readonly BaseMessage[]): string {
  return JSON.stringify([threadName(thread) ?? null, messages[0]?.id ?? null]);
}

function threadName(thread: unknown): string | undefined {
  return typeof thread === "string" || typeof thread === "number" ? String(thread) : undefined;
}
