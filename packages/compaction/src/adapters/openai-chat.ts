import { contentParts, leafParts, textOf } from "./content-parts.ts";
import { invalidItem, isRecord, kindOf } from "./invalid-item.ts";
import type { CallFacts, CountablePart, ItemAdapter, ItemFacts, ResultFacts } from "./item-adapter.ts";

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

  describe(message) {
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
      parts: [...contentParts(message.content), ...otherParts(message), ...calls.flatMap((call) => call.parts)],
    };
  },

  replaceResult: (message, _callId, text) => ({ ...message, content: text }),

  answerCall: (message, call, text) =>
    isRecord(message.function_call)
      ? { role: "function", name: call.name, content: text }
      : { role: "tool", tool_call_id: call.id, content: text },

  message: (role, text) => ({ role, content: text }),
};

function resultsOf(message: ChatMessage): readonly ResultFacts[] {
  const text = () => textOf(contentParts(message.content));
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
      yield { facts: { id: call.id, name }, parts: leafParts(body) };
    }
  } else if (list !== null && list !== undefined) {
    throw invalidItem(`tool_calls must be an array, not ${kindOf(list)}.`);
  }
  if (isRecord(legacy)) {
    yield { facts: { id: legacyCallId(legacy.name), name: String(legacy.name) }, parts: leafParts(legacy) };
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
