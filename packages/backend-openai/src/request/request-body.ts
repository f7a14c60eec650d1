import type { BackendRequest, ConversationItem } from "@massgen/core";
import { checkImages } from "./check-images.ts";
import { toolChoice, toolDefinitions } from "./tool-definitions.ts";

/** What the body holds beside the caller's request. */
export interface BodyOptions {
  /** Name of the backend, for errors. */
  readonly backend: string;
  readonly model: string;
  /** What is sent of the conversation, as input that the API takes. */
  readonly input: readonly ConversationItem[];
  readonly stored: boolean;
  /** Whether reasoning is asked for in the form that can be sent back without being stored. */
  readonly encryptedReasoning: boolean;
  /** Response that the input goes on from. */
  readonly previousResponseId?: string | undefined;
  /** Tokens from which on the server compacts; `undefined` where it is not to. */
  readonly serverThreshold?: number | undefined;
}

/** Body of a request to `/responses`, without `stream`. */
export type RequestBody = Readonly<Record<string, unknown>>;

/**
 * Writes a request as the Responses API wants it.
 *
 * @throws BackendError `invalid-tool` and `invalid-image` for what is known to be refused, before anything is sent.
 */
export function requestBody(request: BackendRequest, options: BodyOptions): RequestBody {
  const { backend, model, input, stored, encryptedReasoning, previousResponseId, serverThreshold } = options;
  const { tools = [], reasoning, outputFormat: format, toolChoice: choice } = request;
  checkImages(input, backend);
  return withoutUndefined({
    model,
    instructions: request.instructions,
    tools: tools.length === 0 ? undefined : toolDefinitions(tools, backend),
    tool_choice: choice === undefined ? undefined : toolChoice(choice),
    parallel_tool_calls: request.parallelToolCalls,
    reasoning: reasoning && withoutUndefined({ effort: reasoning.effort, summary: reasoning.summary }),
    text: format && {
      format: { type: "json_schema", name: format.name, schema: format.schema, strict: format.strict ?? true },
    },
    max_output_tokens: request.maximumOutputTokens,
    temperature: request.temperature,
    prompt_cache_key: request.cacheKey,
    store: stored,
    include: encryptedReasoning ? ["reasoning.encrypted_content"] : undefined,
    context_management:
      serverThreshold === undefined ? undefined : [{ type: "compaction", compact_threshold: serverThreshold }],
    previous_response_id: previousResponseId,
    input,
    ...request.extraBody,
  });
}

function withoutUndefined(fields: RequestBody): RequestBody {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
