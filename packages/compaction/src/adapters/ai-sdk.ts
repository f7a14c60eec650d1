import { isRecord } from "@massgen/core/provider";
import { aiSdkParts, compactionIn } from "./ai-sdk-content.ts";
import { stubAiSdkImages } from "./ai-sdk-images.ts";
import { aiSdkResults, replaceAiSdkResult } from "./ai-sdk-results.ts";
import { evictImages } from "./evict-images.ts";
import { invalidItem, kindOf } from "./invalid-item.ts";
import type { CallFacts, ItemAdapter, ItemFacts } from "./item-adapter.ts";
import { jsonText } from "./json-text.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A `ModelMessage` of the AI SDK. Its parts, and fields that are not listed, pass through untouched. */
export interface AiSdkMessage {
  readonly role: string;
  /** A text or a list of parts. */
  readonly content: unknown;
}

/**
 * Adapter for the AI SDK's model messages, also such as hold bytes and `URL` objects. No message that it makes has the
 * role `system`, which the SDK refuses inside a conversation.
 *
 * A tool message of approvals alone is a `tool` item without results: the calls that it approves are answered later.
 */
export const aiSdk: ItemAdapter<AiSdkMessage> = {
  format: "ai-sdk",
  callsShareItem: true,
  describe,
  replaceResult: replaceAiSdkResult,
  replaceImages: (message, text) => evictImages(message, describe, (known) => stubAiSdkImages(known, text)),
  answerCall(_message, call, text) {
    if (call.answerOptional === true) return undefined;
    const output = { type: "error-text", value: text };
    return { role: "tool", content: [{ type: "tool-result", toolCallId: call.id, toolName: call.name, output }] };
  },
  message: (role, text) => ({ role, content: text }),
};

function describe(message: AiSdkMessage): ItemFacts {
  if (!isRecord(message)) throw invalidItem(`A message must be an object, not ${kindOf(message)}.`);
  const { role, content } = message;
  if (role !== "system" && role !== "user" && role !== "assistant" && role !== "tool") {
    throw invalidItem("A message has no role that the AI SDK knows.");
  }
  const parts = Array.isArray(content) ? content.filter(isRecord) : [];
  return {
    role,
    type: role,
    calls: parts.flatMap(callsOf),
    results: aiSdkResults(parts, role),
    reasoning: false,
    beginsTurn: parts.some(({ type }) => type === "reasoning"),
    standsForPrefix: parts.some(compactionIn),
    parts: aiSdkParts(content),
  };
}

/** Tools that the provider runs are answered in the same message or a later one of the assistant. */
function callsOf(part: Fields): readonly CallFacts[] {
  if (part.type !== "tool-call") return [];
  if (typeof part.toolCallId !== "string") throw invalidItem("A tool-call part has no toolCallId.");
  const name = typeof part.toolName === "string" ? part.toolName : "";
  const call = { id: part.toolCallId, name, arguments: jsonText(part.input) };
  return [part.providerExecuted === true ? { ...call, answerOptional: true } : call];
}
