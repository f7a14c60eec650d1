import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { imagePart, leafParts, textOf } from "./content-parts.ts";
import { evictImages } from "./evict-images.ts";
import { invalidItem, kindOf } from "./invalid-item.ts";
import type { CountablePart, ItemAdapter, ItemFacts, ResultFacts } from "./item-adapter.ts";
import { openaiParts } from "./openai-content.ts";
import { approvalId, responsesCall, responsesCalls } from "./openai-responses-calls.ts";
import { stubResponsesImages } from "./openai-responses-images.ts";
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
  describe,
  replaceResult: replaceResponsesResult,
  replaceImages: (item, text) => evictImages(item, describe, (known) => stubResponsesImages(known, text)),
  answerCall: answerResponsesCall,
  message: (role, text) =>
    role === "user"
      ? { type: "message", role, content: [{ type: "input_text", text }] }
      : { type: "message", role, content: [{ type: "output_text", text, annotations: [] }] },
};

function describe(item: ConversationItem): ItemFacts {
  if (!isRecord(item)) throw invalidItem(`An item must be an object, not ${kindOf(item)}.`);
  const type = item.type ?? (typeof item.role === "string" ? "message" : undefined);
  if (typeof type !== "string") throw invalidItem("An item has neither a type nor a role.");
  if (type === "message") return describeMessage(item);
  if (type === "reasoning")
    return { ...nothing, type, role: "assistant", reasoning: true, parts: partsOfReasoning(item) };
  if (type === "compaction" || type === "compaction_summary") {
    return { ...nothing, type, role: "system", standsForPrefix: true, parts: leafParts(item) };
  }
  return /_(output|response)$/.test(type) ? describeAnswer(item, type) : describeCall(item, type);
}

function describeMessage(item: Fields): ItemFacts {
  const { role, content } = item;
  if (typeof role !== "string") throw invalidItem("A message has no role.");
  const known = role === "user" || role === "assistant" ? role : "system";
  return { ...nothing, type: "message", role: known, parts: openaiParts(content) };
}

/** Encrypted reasoning is what the provider reads; a summary beside it is for people. */
function partsOfReasoning(item: Fields): readonly CountablePart[] {
  const { encrypted_content: sealed, summary, content } = item;
  if (typeof sealed === "string") return [{ kind: "opaque", characters: sealed.length }];
  return [...openaiParts(summary), ...openaiParts(content)];
}

function describeAnswer(item: Fields, type: string): ItemFacts {
  if (type === "function_call_output" || type === "custom_tool_call_output") {
    const parts = openaiParts(item.output);
    return { ...nothing, type, role: "tool", results: resultsOf(item, type, parts), parts };
  }
  if (type === "computer_call_output") {
    const { output, ...rest } = item;
    const shown = openaiParts([output]);
    return {
      ...nothing,
      type,
      role: "tool",
      results: resultsOf(item, type, shown),
      parts: [...shown, ...leafParts(rest)],
    };
  }
  const parts = leafParts(item);
  return { ...nothing, type, role: "tool", results: resultsOf(item, type, parts), parts };
}

function describeCall(item: Fields, type: string): ItemFacts {
  if (type === "mcp_call") {
    const { output, ...request } = item;
    const id = `mcp:${String(item.id)}`;
    const text = typeof output === "string" ? output : "";
    const results = [{ callId: id, text, replaceable: canReplaceResult(item, type) }];
    const parts = [...leafParts(request), ...openaiParts(output)];
    return { ...nothing, type, role: "assistant", calls: [responsesCall(item, type, id)], results, parts };
  }
  if (type === "image_generation_call") {
    const { result, ...request } = item;
    const image = typeof result === "string" && result !== "" ? [imagePart(`data:image/png;base64,${result}`)] : [];
    return { ...nothing, type, role: "assistant", parts: [...leafParts(request), ...image] };
  }
  return { ...nothing, type, role: "assistant", calls: responsesCalls(item, type), parts: leafParts(item) };
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
