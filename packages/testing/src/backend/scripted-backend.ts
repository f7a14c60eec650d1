import {
  type Backend,
  BackendError,
  type BackendEvent,
  type BackendRequest,
  type ConversationItem,
  type NativeCompactionRequest,
  type NativeCompactionResult,
  type Usage,
} from "@massgen/core";

/** What a scripted backend does with one request. */
export interface ScriptedResponse {
  /** Said first, where there is any. */
  readonly text?: string;
  /** Calls of functions; arguments that are no text are written as JSON. */
  readonly calls?: readonly { readonly name: string; readonly arguments: unknown; readonly callId?: string }[];
  /** Further items of the response, after those above. */
  readonly items?: readonly ConversationItem[];
  readonly usage?: Usage;
  readonly reason?: "stop" | "tool-calls" | "length" | "content-filter";
  /** Thrown instead of an answer, after the text where there is any. */
  readonly error?: BackendError | Error;
}

export interface ScriptedBackendOptions {
  /** Default `scripted/model`. */
  readonly name?: string;
  /** Makes it a backend whose provider compacts by itself. */
  readonly compact?: (request: NativeCompactionRequest) => Promise<NativeCompactionResult>;
}

/** A backend without a model, for tests. */
export interface ScriptedBackend extends Backend {
  /** What it was asked, in order. */
  readonly requests: readonly BackendRequest[];
}

/**
 * Makes a backend that answers by a script: a list, of which each request takes the next and all further ones the last,
 * or a function of the request.
 */
export function createScriptedBackend(
  script: readonly ScriptedResponse[] | ((request: BackendRequest, index: number) => ScriptedResponse),
  options: ScriptedBackendOptions = {},
): ScriptedBackend {
  const { name = "scripted/model", compact } = options;
  const requests: BackendRequest[] = [];
  return {
    name,
    model: name.slice(name.indexOf("/") + 1),
    capabilities: { provider: "scripted", nativeCompaction: compact ? ["endpoint"] : [], countsTokens: false },
    requests,
    ...(compact && { compact }),
    async *stream(request, { signal } = {}): AsyncGenerator<BackendEvent> {
      signal?.throwIfAborted();
      if (compact === undefined && request.items.some(({ type }) => type === "compaction")) throw undecryptable(name);
      const index = requests.push(request) - 1;
      const response = typeof script === "function" ? script(request, index) : (script[index] ?? script.at(-1) ?? {});
      if (response.text !== undefined) yield { type: "text-delta", text: response.text };
      await Promise.resolve();
      signal?.throwIfAborted();
      if (response.error !== undefined) throw response.error;
      const items = itemsOf(response, index);
      for (const item of items) yield { type: "item", item };
      const reason = response.reason ?? (response.calls?.length ? "tool-calls" : "stop");
      yield { type: "finish", reason, items, ...(response.usage && { usage: response.usage }) };
    },
  };
}

/** What every backend does that has no compaction of its own, and so has made no opaque item. */
function undecryptable(name: string): BackendError {
  return new BackendError(`${name}: an opaque item was made elsewhere.`, {
    code: "undecryptable",
    remedy: "Rebuild the conversation from its log or archive.",
    retryable: false,
  });
}

function itemsOf({ text, calls = [], items = [] }: ScriptedResponse, index: number): readonly ConversationItem[] {
  const message: readonly ConversationItem[] =
    text === undefined
      ? []
      : [{ type: "message", role: "assistant", content: [{ type: "output_text", text, annotations: [] }] }];
  const made = calls.map(
    (call, position): ConversationItem => ({
      type: "function_call",
      call_id: call.callId ?? `call_${index}_${position}`,
      name: call.name,
      arguments: typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments),
    }),
  );
  return [...message, ...made, ...items];
}
