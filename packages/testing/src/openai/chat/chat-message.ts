import { isRecord } from "@massgen/core/provider";
import type { Fields } from "../fields.ts";
import type { Billed } from "../model/billed.ts";
import type { EmulatedReply } from "../model/emulated-reply.ts";
import type { OutputDraft } from "../responses/draft-output.ts";
import type { ChatQuirk } from "./chat-quirk.ts";

/** An answer of Chat Completions before it is written as JSON or as a stream. */
export interface ChatMessage {
  readonly content: string | null;
  readonly refusal: string | null;
  /** Only where the server shows it. */
  readonly reasoning: string | undefined;
  readonly calls: readonly ChatCall[];
  readonly finishReason: string;
}

interface ChatCall {
  readonly id: string | undefined;
  readonly name: string;
  readonly arguments: string;
}

/** Reads an answer from its output items. */
export function chatMessage(draft: OutputDraft, reply: EmulatedReply, quirks: readonly ChatQuirk[]): ChatMessage {
  const parts = draft.items.flatMap(({ content }) => (Array.isArray(content) ? content.filter(isRecord) : []));
  const summaries = draft.items.flatMap(({ summary }) => (Array.isArray(summary) ? summary.filter(isRecord) : []));
  const calls = draft.items.filter(({ type }) => type === "function_call");
  const [first] = calls;
  return {
    content: textOf(parts, "text"),
    refusal: textOf(parts, "refusal"),
    reasoning: quirks.includes("reasoning-content") ? (textOf(summaries, "text") ?? undefined) : undefined,
    calls: calls.map((call) => ({
      id: quirks.includes("no-call-id")
        ? undefined
        : String(quirks.includes("duplicate-call-ids") ? first?.call_id : call.call_id),
      name: String(call.name),
      arguments: String(call.arguments),
    })),
    finishReason: reply.finishReason ?? finishReason(draft, calls.length > 0, quirks),
  };
}

/** Writes the `usage` of Chat Completions. */
export function chatUsage(billed: Billed): Fields {
  return {
    prompt_tokens: billed.inputTokens,
    completion_tokens: billed.outputTokens,
    total_tokens: billed.inputTokens + billed.outputTokens,
    prompt_tokens_details: {
      cached_tokens: billed.cachedTokens,
      cache_write_tokens: billed.cacheWriteTokens,
      audio_tokens: 0,
    },
    completion_tokens_details: {
      reasoning_tokens: billed.reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** Arguments of a call as the server sends them; some send an object in place of JSON text. */
export function sentArguments(text: string, quirks: readonly ChatQuirk[]): unknown {
  if (!quirks.includes("arguments-object")) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function finishReason({ incomplete }: OutputDraft, hasCalls: boolean, quirks: readonly ChatQuirk[]): string {
  if (incomplete !== undefined) return incomplete === "max_output_tokens" ? "length" : "content_filter";
  return hasCalls && !quirks.includes("finish-stop-with-calls") ? "tool_calls" : "stop";
}

function textOf(parts: readonly Fields[], field: string): string | null {
  const texts = parts.map((part) => part[field]).filter((text) => typeof text === "string");
  return texts.length === 0 ? null : texts.join("");
}
