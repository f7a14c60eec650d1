import type { Fields } from "../fields.ts";
import type { Billed } from "../model/billed.ts";

/** How a response ended, or that it has not. */
export interface ResponseEnd {
  readonly status: "in_progress" | "completed" | "incomplete" | "failed";
  readonly output: readonly Fields[];
  readonly completedAt?: number;
  readonly billed?: Billed;
  readonly incomplete?: string | undefined;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Writes a `response` object with all its fields. */
export function responseObject(id: string, createdAt: number, body: Fields, end: ResponseEnd): Fields {
  const { effort = null, summary = null } = objectOr(body.reasoning);
  const { format = { type: "text" }, verbosity = "medium" } = objectOr(body.text);
  return {
    id,
    object: "response",
    created_at: createdAt,
    completed_at: end.completedAt ?? null,
    status: end.status,
    background: false,
    error: end.error ?? null,
    incomplete_details: end.incomplete === undefined ? null : { reason: end.incomplete },
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    max_tool_calls: body.max_tool_calls ?? null,
    model: body.model,
    output: end.output,
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    previous_response_id: body.previous_response_id ?? null,
    prompt_cache_key: body.prompt_cache_key ?? null,
    prompt_cache_retention: body.prompt_cache_retention ?? null,
    reasoning: { effort, summary },
    safety_identifier: body.safety_identifier ?? null,
    service_tier: "default",
    store: body.store ?? true,
    temperature: body.temperature ?? 1,
    text: { format, verbosity },
    tool_choice: body.tool_choice ?? "auto",
    tools: (Array.isArray(body.tools) ? body.tools : []).map(shownTool),
    top_logprobs: body.top_logprobs ?? 0,
    top_p: body.top_p ?? 1,
    truncation: body.truncation ?? "disabled",
    usage: end.billed === undefined ? null : usageObject(end.billed),
    user: body.user ?? null,
    metadata: body.metadata ?? {},
  };
}

/** Writes the `usage` of the Responses API. */
export function usageObject(billed: Billed): Fields {
  return {
    input_tokens: billed.inputTokens,
    input_tokens_details: { cached_tokens: billed.cachedTokens, cache_write_tokens: billed.cacheWriteTokens },
    output_tokens: billed.outputTokens,
    output_tokens_details: { reasoning_tokens: billed.reasoningTokens },
    total_tokens: billed.inputTokens + billed.outputTokens,
  };
}

function shownTool(tool: Fields): Fields {
  return tool.type === "function" ? { description: null, parameters: null, strict: true, ...tool } : tool;
}

function objectOr(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
