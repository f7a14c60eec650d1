import { isRecord } from "@massgen/core/provider";
import { leafParts, textOf } from "./content-parts.ts";
import { evictImages } from "./evict-images.ts";
import { invalidItem, kindOf } from "./invalid-item.ts";
import type { CallFacts, CountablePart, ItemAdapter, ItemFacts, ResultFacts } from "./item-adapter.ts";
import { jsonText } from "./json-text.ts";
import { openaiParts, stubOpenaiImages } from "./openai-content.ts";

/** A message of OpenAI's Chat Completions API; fields that are not listed pass through untouched. */
export interface ChatMessage {
  readonly role: string;
  readonly content?: unknown;
  readonly [field: string]: unknown;
}

const roles: ReadonlyMap<unknown, ItemFacts["role"]> = new Map([
  ["system", "system"],
  ["developer", "system"],
  ["user", "user"],
  ["assistant", "assistant"],
  ["tool", "tool"],
  ["function", "tool"],
]);

/** Adapter for OpenAI Chat Completions messages, legacy `function_call` included. */
export const openaiChat: ItemAdapter<ChatMessage> = {
  format: "openai-chat",
  callsShareItem: true,

  describe,
  replaceResult: (message, _callId, text) => ({ ...message, content: text }),
  replaceImages: (message, text) =>
    evictImages(message, describe, (known) =>
      Array.isArray(known.content) ? { ...known, content: stubOpenaiImages(known.content, "text", text) } : known,
    ),
  answerCall: (message, call, text) =>
    isRecord(message.function_call)
      ? { role: "function", name: call.name, content: text }
      : { role: "tool", tool_call_id: call.id, content: text },
  message: (role, text) => ({ role, content: text }),
};

function describe(message: ChatMessage): ItemFacts {
  if (!isRecord(message)) throw invalidItem(`A message must be an object, not ${kindOf(message)}.`);
  const role = roles.get(message.role);
  if (role === undefined) throw invalidItem("A message has no role that the Chat Completions format knows.");
  const calls = [...toolCalls(message)];
  return {
    role,
    type: String(message.role),
    calls: calls.map((call) => call.facts),
    results: resultsOf(message),
    reasoning: false,
    standsForPrefix: false,
    parts: [...openaiParts(message.content), ...otherParts(message), ...calls.flatMap((call) => call.parts)],
  };
}

function resultsOf(message: ChatMessage): readonly ResultFacts[] {
  const text = () => textOf(openaiParts(message.content));
  if (message.role === "function") {
    return [{ callId: legacyCallId(message.name), text: text(), replaceable: true }];
  }
  if (message.role !== "tool") return [];
  const callId = message.tool_call_id;
  if (typeof callId !== "string") throw invalidItem("A tool message has no tool_call_id.");
  return [{ callId, text: text(), replaceable: true }];
}

function* toolCalls(message: ChatMessage): Generator<{ facts: CallFacts; parts: readonly CountablePart[] }> {
  const { tool_calls: list, function_call: legacy } = message;
  if (Array.isArray(list)) {
    for (const call of list) {
      if (!isRecord(call) || typeof call.id !== "string") throw invalidItem("A tool call has no id.");
      const body = isRecord(call.function) ? call.function : call.custom;
      const name = isRecord(body) && typeof body.name === "string" ? body.name : "";
      const written = isRecord(body) ? jsonText(body.arguments ?? body.input) : "";
      yield { facts: { id: call.id, name, arguments: written }, parts: leafParts(body) };
    }
  } else if (list !== null && list !== undefined) {
    throw invalidItem(`tool_calls must be an array, not ${kindOf(list)}.`);
  }
  if (isRecord(legacy)) {
    const facts = { id: legacyCallId(legacy.name), name: String(legacy.name), arguments: jsonText(legacy.arguments) };
    yield { facts, parts: leafParts(legacy) };
  }
}

/** The legacy form pairs by function name alone; the prefix keeps such names apart from real ids. */
function legacyCallId(name: unknown): string {
  return `function:${String(name)}`;
}

function otherParts(message: ChatMessage): readonly CountablePart[] {
  const { role: _role, content: _content, tool_calls: _calls, function_call: _call, ...rest } = message;
  return leafParts(rest);
}
