import type { BackendRequest, FunctionTool, ToolChoice } from "@massgen/core";
import type { ToChatOptions } from "../messages/chat-message.ts";
import { toChatMessages } from "../messages/to-chat-messages.ts";
import { shownName, unsendable } from "../messages/unsendable.ts";

/** What does not change from request to request. */
export interface ChatBodyOptions extends Omit<ToChatOptions, "instructions"> {
  readonly model: string;
  readonly maximumTokensField: "max_tokens" | "max_completion_tokens";
  readonly extraBody: Readonly<Record<string, unknown>>;
}

export type ChatBody = Readonly<Record<string, unknown>>;

/**
 * The body of a request. Fields that were not asked for are left out, since servers refuse those that they do not know:
 * so are the cache key and the wish for a summary of the thoughts, which no field of this protocol carries everywhere.
 *
 * @throws BackendError `invalid-tool`, and what `toChatMessages` throws.
 */
export function chatBody(request: BackendRequest, options: ChatBodyOptions): ChatBody {
  const { instructions, items, maximumOutputTokens, temperature, reasoning, outputFormat } = request;
  const body = {
    model: options.model,
    messages: toChatMessages(items, { ...options, instructions }),
    stream: true,
    stream_options: { include_usage: true },
    ...toolFields(request, options.backend),
    [options.maximumTokensField]: maximumOutputTokens,
    temperature,
    reasoning_effort: reasoning?.effort,
    response_format: outputFormat && {
      type: "json_schema",
      json_schema: { name: outputFormat.name, schema: outputFormat.schema, strict: outputFormat.strict ?? true },
    },
  };
  const known = Object.entries(body).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), ...options.extraBody, ...request.extraBody };
}

/** Servers refuse a choice between no tools. */
function toolFields({ tools = [], toolChoice, parallelToolCalls }: BackendRequest, backend: string): ChatBody {
  if (tools.length === 0) return {};
  return {
    tools: tools.map((tool) => toChatTool(tool, backend)),
    tool_choice: toolChoice && toChatChoice(toolChoice),
    parallel_tool_calls: parallelToolCalls,
  };
}

function toChatTool({ name, description, parameters, strict }: FunctionTool, backend: string): ChatBody {
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    throw unsendable(
      backend,
      `the tool name ${shownName(name)} is not one that servers take.`,
      "Use letters, digits, _ and -, at most 64.",
      "invalid-tool",
    );
  }
  const given = Object.entries({ name, description, parameters, strict }).filter(([, value]) => value !== undefined);
  return { type: "function", function: Object.fromEntries(given) };
}

function toChatChoice(choice: ToolChoice): unknown {
  return typeof choice === "string" ? choice : { type: "function", function: { name: choice.name } };
}
