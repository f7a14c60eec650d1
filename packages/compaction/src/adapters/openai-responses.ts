import type { ConversationItem } from "@massgen/core";
import { contentParts, leafParts, textOf } from "./content-parts.ts";
import { invalidItem, isRecord, kindOf } from "./invalid-item.ts";
import type { CallFacts, CountablePart, ItemAdapter, ItemFacts, ResultFacts } from "./item-adapter.ts";
import { answerResponsesCall, canReplaceResult, replaceResponsesResult } from "./openai-responses-results.ts";

type Fields = Readonly<Record<string, unknown>>;

const nothing = {
  calls: [],
  results: [],
  reasoning: false,
  standsForPrefix: false,
} as const satisfies Partial<ItemFacts>;

/** Adapter for OpenAI Responses items; calls and outputs of types that are newer than this code pair by `call_id`. */
export const openaiResponses: ItemAdapter<ConversationItem> = {
  format: "openai-responses",
  callsShareItem: false,

  describe(item) {
    if (!isRecord(item)) throw invalidItem(`An item must be an object, not ${kindOf(item)}.`);
    const type = item.type ?? (typeof item.role === "string" ? "message" : undefined);
    if (typeof type !== "string") throw invalidItem("An item has neither a type nor a role.");
    if (type === "message") return describeMessage(item);
    if (type === "reasoning")
      return { ...nothing, type, role: "assistant", reasoning: true, parts: reasoningParts(item) };
    if (type === "compaction" || type === "compaction_summary") {
      return { ...nothing, type, role: "system", standsForPrefix: true, parts: leafParts(item) };
    }
    return describeToolItem(item, type);
  },

  replaceResult: replaceResponsesResult,
  answerCall: answerResponsesCall,

  message: (role, text) =>
    role === "user"
      ? { type: "message", role, content: [{ type: "input_text", text }] }
      : { type: "message", role, content: [{ type: "output_text", text, annotations: [] }] },
};

function describeMessage(item: Fields): ItemFacts {
  const { role, content } = item;
  if (typeof role !== "string") throw invalidItem("A message has no role.");
  const known = role === "user" || role === "assistant" ? role : "system";
  return { ...nothing, type: "message", role: known, parts: contentParts(content) };
}

/** Encrypted reasoning is what the provider reads; a summary beside it is for people. */
function reasoningParts(item: Fields): readonly CountablePart[] {
  const { encrypted_content: sealed, summary, content } = item;
  if (typeof sealed === "string") return [{ kind: "opaque", characters: sealed.length }];
  return [...contentParts(summary), ...contentParts(content)];
}

function describeToolItem(item: Fields, type: string): ItemFacts {
  const { output, ...request } = item;
  const answersCall = /_(output|response)$/.test(type);
  if (answersCall) {
    const parts =
      type === "function_call_output" || type === "custom_tool_call_output" ? contentParts(output) : leafParts(item);
    return { ...nothing, type, role: "tool", results: resultsOf(item, type, parts), parts };
  }
  if (type === "mcp_call") {
    const callId = `mcp:${String(item.id)}`;
    const parts = [...leafParts(request), ...contentParts(output)];
    const text = typeof output === "string" ? output : "";
    const results = [{ callId, text, replaceable: canReplaceResult(item, type) }];
    return { ...nothing, type, role: "assistant", calls: [{ id: callId, name: nameOf(item, type) }], results, parts };
  }
  return { ...nothing, type, role: "assistant", calls: callsOf(item, type), parts: leafParts(item) };
}

function callsOf(item: Fields, type: string): readonly CallFacts[] {
  if (type === "mcp_approval_request") return [{ id: approvalId(item.id), name: nameOf(item, type) }];
  const id = item.call_id;
  if (typeof id === "string") return [{ id, name: nameOf(item, type) }];
  if (type === "function_call" || type === "custom_tool_call") throw invalidItem(`A ${type} has no call_id.`);
  return [];
}

function resultsOf(item: Fields, type: string, parts: readonly CountablePart[]): readonly ResultFacts[] {
  const isApproval = type === "mcp_approval_response";
  const id = isApproval ? item.approval_request_id : item.call_id;
  if (typeof id !== "string") {
    if (type === "function_call_output" && item.call_id === undefined) throw invalidItem(`A ${type} has no call_id.`);
    return [];
  }
  const callId = isApproval ? approvalId(id) : id;
  return [{ callId, text: textOf(parts), replaceable: canReplaceResult(item, type) }];
}

/** Approvals pair by item id; the prefix keeps these apart from call ids. */
function approvalId(id: unknown): string {
  return `approval:${String(id)}`;
}

function nameOf(item: Fields, type: string): string {
  return typeof item.name === "string" ? item.name : type;
}
