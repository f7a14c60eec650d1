import type { SummaryModel } from "@massgen/compaction";
import type { Backend, ConversationItem, FinishEvent } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** Room for a model that reasons before it writes, in tokens; without it, reasoning would take that of the summary. */
const reasoningTokens = 4_000;

/** Share of the window that this room has at most: servers refuse a request that may become longer than their window. */
const reasoningShare = 0.15;

export interface SummaryModelOptions {
  /** The model's window in tokens. Default: large enough. */
  readonly contextWindow?: number;
}

/** Lets a backend write the summaries of `summarize`. */
export function summaryModelOf(backend: Backend, options: SummaryModelOptions = {}): SummaryModel {
  const { contextWindow = Number.POSITIVE_INFINITY } = options;
  const room = Math.floor(Math.min(reasoningTokens, contextWindow * reasoningShare));
  return async ({ instructions, input, maximumTokens, signal }) => {
    const items = [{ type: "message", role: "user", content: [{ type: "input_text", text: input }] }] as const;
    let finish: FinishEvent | undefined;
    const events = backend.stream({ items, instructions, maximumOutputTokens: maximumTokens + room }, { signal });
    for await (const event of events) if (event.type === "finish") finish = event;
    const output = finish?.items ?? [];
    return {
      text: output.map(textOfItem).join(""),
      finishReason: finish?.reason ?? null,
      toolCalls: output.filter(({ type }) => type?.endsWith("_call")),
      reasoningOnly: output.length > 0 && output.every(({ type }) => type === "reasoning"),
      usage: finish?.usage ?? null,
    };
  };
}

/** What a message of a model says, its refusal included. */
export function textOfItem(item: ConversationItem): string {
  if (item.type !== undefined && item.type !== "message") return "";
  const { content } = item;
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: unknown) => (isRecord(part) ? String(part.text ?? part.refusal ?? "") : "")).join("");
}
