import { isRecord } from "@massgen/core/provider";
import { callUsage } from "../call-usage.ts";
import type { SessionCall } from "../session-log.ts";

type Fields = Readonly<Record<string, unknown>>;

interface Message {
  readonly role: "user" | "assistant";
  content: string | unknown[];
}

/** Puts a log's records together to the messages that were sent. */
export interface MessageList {
  /** @param message - a record's `message`, in order of the log. */
  add(message: Fields): void;
  result(): { readonly items: readonly unknown[]; readonly calls: readonly SessionCall[] };
}

/**
 * Records of one answer, which share an id, become one message, and so do results that come one after the other. Usage
 * is repeated on each record of an answer, the last time complete, and counts once.
 */
export function createMessageList(): MessageList {
  const items: Message[] = [];
  const calls: SessionCall[] = [];
  let answer: { readonly id: string; readonly index: number; readonly call: number } | undefined;
  return {
    add(message) {
      const content = message.content as string | unknown[];
      if (content.length === 0) return;
      if (message.role !== "assistant") {
        const last = items.at(-1);
        if (last?.role === "user" && isResults(last.content) && isResults(content)) last.content.push(...content);
        else items.push({ role: "user", content: Array.isArray(content) ? [...content] : content });
        return;
      }
      const id = typeof message.id === "string" ? message.id : undefined;
      const model = typeof message.model === "string" ? message.model : undefined;
      const usage = callUsage(message.usage);
      if (answer !== undefined && answer.id === id) {
        const known = items[answer.index];
        if (known !== undefined) known.content = [...partsOf(known.content), ...partsOf(content)];
        const call = calls[answer.call];
        if (usage !== undefined && call !== undefined) calls[answer.call] = { ...call, usage };
        return;
      }
      if (id !== undefined) answer = { id, index: items.length, call: calls.length };
      calls.push({ afterItem: items.length, usage, model });
      items.push({ role: "assistant", content: Array.isArray(content) ? [...content] : content });
    },
    result: () => ({ items, calls }),
  };
}

function partsOf(content: string | readonly unknown[]): readonly unknown[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

function isResults(content: string | unknown[]): content is unknown[] {
  return Array.isArray(content) && content.every((part) => isRecord(part) && part.type === "tool_result");
}
