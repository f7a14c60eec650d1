import { isRecord } from "@massgen/core/provider";
import type { AgentInputItem } from "@openai/agents-core";
import { leafParts } from "../../adapters/content-parts.ts";
import { evictImages } from "../../adapters/evict-images.ts";
import { invalidItem, kindOf } from "../../adapters/invalid-item.ts";
import type { CallFacts, CountablePart, ItemAdapter, ItemFacts } from "../../adapters/item-adapter.ts";
import { jsonText } from "../../adapters/json-text.ts";
import { agentsParts, stubAgentsImages } from "./agents-content.ts";
import { agentsResult, answerAgentsCall, replaceAgentsResult } from "./agents-results.ts";

type Fields = Readonly<Record<string, unknown>>;

const nothing = { calls: [], results: [], reasoning: false, standsForPrefix: false } as const;

/** Calls that some other item answers. */
const callTypes = new Set(["function_call", "computer_call", "shell_call", "apply_patch_call", "program"]);

/** Adapter for the items of the OpenAI Agents SDK, which are those of the Responses API in another spelling. */
export const openaiAgents: ItemAdapter<AgentInputItem> = {
  format: "openai-agents",
  callsShareItem: false,
  describe,
  replaceResult: (item, _callId, text) => replaceAgentsResult(item, text),
  replaceImages: (item, text) => evictImages(item, describe, (known) => stubImages(known, text)),
  answerCall: answerAgentsCall,
  message: (role, text) =>
    role === "user"
      ? { type: "message", role, content: [{ type: "input_text", text }] }
      : { type: "message", role, status: "completed", content: [{ type: "output_text", text }] },
};

function describe(item: AgentInputItem): ItemFacts {
  if (!isRecord(item)) throw invalidItem(`An item must be an object, not ${kindOf(item)}.`);
  const type = item.type ?? (typeof item.role === "string" ? "message" : undefined);
  if (typeof type !== "string") throw invalidItem("An item has neither a type nor a role.");
  if (type === "message") return describeMessage(item);
  if (type === "reasoning")
    return { ...nothing, type, role: "assistant", reasoning: true, parts: partsOfReasoning(item) };
  if (type === "compaction") return { ...nothing, type, role: "system", standsForPrefix: true, parts: leafParts(item) };
  const parts = partsOfTool(item);
  const approval = approvalOf(item);
  if (approval !== undefined) return { ...nothing, type, ...approval, parts };
  const result = agentsResult(item, type);
  if (result !== undefined) return { ...nothing, type, role: "tool", results: [result], parts };
  return { ...nothing, type, role: "assistant", calls: callsOf(item, type), parts };
}

function describeMessage({ role, content }: Fields): ItemFacts {
  if (typeof role !== "string") throw invalidItem("A message has no role.");
  const known = role === "user" || role === "assistant" ? role : "system";
  return { ...nothing, type: "message", role: known, parts: agentsParts(content) };
}

/** Encrypted reasoning is what the provider reads; the text beside it is for people. */
function partsOfReasoning({ providerData, content, rawContent }: Fields): readonly CountablePart[] {
  const sealed = leafParts(providerData).filter(({ kind }) => kind === "opaque");
  return sealed.length > 0 ? sealed : [...agentsParts(content), ...agentsParts(rawContent)];
}

function partsOfTool({ callId: _callId, output, ...rest }: Fields): readonly CountablePart[] {
  return [...leafParts(rest), ...agentsParts(output)];
}

function callsOf(item: Fields, type: string): readonly CallFacts[] {
  const id = item.callId ?? item.call_id;
  if (!callTypes.has(type) && type !== "tool_search_call") return [];
  if (typeof id !== "string") {
    if (type === "function_call") throw invalidItem("A function_call has no callId.");
    return [];
  }
  const { name = type, arguments: written, id: _id, callId: _callId, type: _type, status: _status, ...rest } = item;
  const call = { id, name: String(name), arguments: jsonText(written ?? rest) };
  return [type === "tool_search_call" ? { ...call, answerOptional: true } : call];
}

/** Hosted MCP tools ask before they run; question and answer are hosted calls, told apart by what the provider added. */
function approvalOf({
  type,
  id,
  name,
  providerData,
}: Fields): Pick<ItemFacts, "role" | "calls" | "results"> | undefined {
  if (type !== "hosted_tool_call" || !isRecord(providerData)) return undefined;
  if (providerData.type === "mcp_approval_request") {
    const call = { id: approvalId(providerData.id ?? id), name: String(name), arguments: jsonText(providerData) };
    return { role: "assistant", calls: [call], results: [] };
  }
  if (providerData.type !== "mcp_approval_response") return undefined;
  const result = { callId: approvalId(providerData.approval_request_id), text: "", replaceable: false };
  return { role: "tool", calls: [], results: [result] };
}

/** Approvals pair by item id; the prefix keeps these apart from call ids. */
function approvalId(id: unknown): string {
  return `approval:${String(id)}`;
}

function stubImages(item: AgentInputItem, text: string): AgentInputItem {
  const textType = "role" in item && item.role === "assistant" ? "output_text" : "input_text";
  if ("content" in item) return { ...item, content: stubAgentsImages(item.content, textType, text) } as AgentInputItem;
  if (!("output" in item)) return item;
  const { output }: { readonly output?: unknown } = item;
  const stubbed = stubAgentsImages(output, textType, text);
  // One part alone has the type `text`, in a list it is `input_text`.
  const isPart = isRecord(stubbed) && stubbed.type === textType;
  return { ...item, output: isPart ? { ...stubbed, type: "text" } : stubbed } as AgentInputItem;
}
