import { isRecord } from "@massgen/core/provider";
import { anthropicParts } from "./anthropic-content.ts";
import { stubAnthropicImages } from "./anthropic-images.ts";
import { anthropicResults, isResult, replaceAnthropicResult } from "./anthropic-results.ts";
import { evictImages } from "./evict-images.ts";
import { invalidItem, kindOf } from "./invalid-item.ts";
import type { CallFacts, ItemAdapter, ItemFacts } from "./item-adapter.ts";
import { jsonText } from "./json-text.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A message of Anthropic's Messages API. Its blocks, and fields that are not listed, pass through untouched. */
export interface AnthropicMessage {
  readonly role: string;
  /** A text or a list of blocks. */
  readonly content: unknown;
}

/**
 * Adapter for Anthropic's messages. A message is one item: its thinking, its text and its calls stay or go together. The
 * API joins neighbours of one role.
 *
 * A user message of nothing but `tool_result` blocks is a `tool` item; one that says something besides is a `user` item
 * that has results. An unanswered call is answered by a user message of its own. As the API wants the results of a turn's
 * calls before anything else that the user says, the answer's place is directly behind the message that made the call, or
 * behind the `tool` items there, and before any text.
 */
export const anthropic: ItemAdapter<AnthropicMessage> = {
  format: "anthropic",
  callsShareItem: true,
  describe,
  replaceResult: replaceAnthropicResult,
  replaceImages: (message, text) => evictImages(message, describe, (known) => stubAnthropicImages(known, text)),
  answerCall(message, call, text) {
    const block = blocksOf(message).find(({ id }) => id === call.id);
    if (block?.type !== "tool_use") return undefined;
    const toolset = block.toolset_name === undefined ? {} : { toolset_name: block.toolset_name };
    const result = { type: "tool_result", tool_use_id: call.id, content: text, is_error: true, ...toolset };
    return { role: "user", content: [result] };
  },
  message: (role, text) => ({ role, content: text }),
};

function describe(message: AnthropicMessage): ItemFacts {
  if (!isRecord(message)) throw invalidItem(`A message must be an object, not ${kindOf(message)}.`);
  const { role } = message;
  if (role !== "user" && role !== "assistant" && role !== "system") {
    throw invalidItem("A message has no role that the Messages format knows.");
  }
  const blocks = blocksOf(message);
  const onlyAnswers = role === "user" && blocks.length > 0 && blocks.every(isResult);
  return {
    role: onlyAnswers ? "tool" : role,
    type: onlyAnswers ? "tool_result" : role,
    calls: blocks.flatMap(callsOf),
    results: anthropicResults(blocks),
    reasoning: false,
    beginsTurn: blocks.some(({ type }) => type === "thinking" || type === "redacted_thinking"),
    standsForPrefix: blocks.some(isCompaction),
    parts: anthropicParts(message.content),
  };
}

function blocksOf(message: AnthropicMessage): readonly Fields[] {
  return Array.isArray(message.content) ? message.content.filter(isRecord) : [];
}

/** Tools that Anthropic runs, e.g. `server_tool_use`, are answered in the same message or a later one of the assistant. */
function callsOf(block: Fields): readonly CallFacts[] {
  const type = String(block.type);
  if (type !== "tool_use" && !type.endsWith("_tool_use")) return [];
  if (typeof block.id !== "string") throw invalidItem(`A ${type} block has no id.`);
  const name = typeof block.name === "string" ? block.name : type;
  const call = { id: block.id, name, arguments: jsonText(block.input) };
  return [type === "tool_use" ? call : { ...call, answerOptional: true }];
}

/** Where Anthropic's own compaction failed, its block is empty and stands for nothing. */
function isCompaction(block: Fields): boolean {
  return block.type === "compaction" && Boolean(block.content ?? block.encrypted_content);
}
