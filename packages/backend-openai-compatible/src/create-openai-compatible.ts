import { type Backend, type BackendRequest, MassGenError, type StreamOptions } from "@massgen/core";
import { createRetryPolicy, type FailureContext } from "@massgen/core/provider";
import { createCallIds } from "./answer/call-ids.ts";
import type { ThoughtTags } from "./answer/thought-splitter.ts";
import { chatBody } from "./body/chat-body.ts";
import { answerFailures } from "./errors/answer-failures.ts";
import type { OpenaiCompatibleOptions } from "./openai-compatible-options.ts";
import { type LearntLimits, streamAnswer } from "./stream-answer.ts";
import { createChatClient } from "./wire/chat-client.ts";

const defaultTimeoutMilliseconds = 600_000;

/**
 * A model behind any server that speaks OpenAI's Chat Completions protocol. Conversations stay Responses items; they are
 * converted for each request, and answers are converted back.
 *
 * @throws MassGenError `invalid-option`
 */
export function createOpenaiCompatible(options: OpenaiCompatibleOptions): Backend {
  checkOptions(options);
  const { model, baseURL, apiKey, headers = {}, extraBody = {}, name: provider = "openai-compatible" } = options;
  const { timeoutMilliseconds = defaultTimeoutMilliseconds, maximumTokensField = "max_tokens" } = options;
  const backend = `${provider}/${model}`;
  const context: FailureContext = { backend, baseURL, keys: secretsOf(apiKey, headers) };
  // Read at each request, so that a test that replaces the global one is heard.
  const send: typeof fetch = (...request) => (options.fetch ?? fetch)(...request);
  const post = createChatClient({ baseURL, apiKey: apiKey || undefined, headers, fetch: send });
  const retries = createRetryPolicy(options.retries);
  const failures = answerFailures(context);
  const thoughtTags = thoughtTagsOf(options.thinkTags);
  const learnt: LearntLimits = { refusesStreamOptions: false };
  const bodyOptions = {
    backend,
    model,
    maximumTokensField,
    extraBody,
    reasoningField: options.sendReasoning === true ? (options.reasoningField ?? "reasoning_content") : undefined,
    emptyContent: options.emptyContent,
    alternateRoles: options.alternateRoles,
  } as const;

  return {
    name: backend,
    model,
    capabilities: { provider, nativeCompaction: [], countsTokens: false },
    async *stream(request: BackendRequest, { signal }: StreamOptions = {}) {
      signal?.throwIfAborted();
      const body = chatBody(request, bodyOptions);
      const newIds = () => createCallIds(request.items);
      const setup = { post, context, failures, thoughtTags, timeoutMilliseconds, signal, retries, newIds, learnt };
      yield* streamAnswer(body, setup);
    },
  };
}

function thoughtTagsOf(choice: OpenaiCompatibleOptions["thinkTags"] = true): ThoughtTags {
  if (choice === "opened") return "untagged-start";
  return choice ? "tagged" : "none";
}

/** Whatever must not be shown in an error. */
function secretsOf(apiKey: string | undefined, headers: Readonly<Record<string, string>>): readonly string[] {
  const secretHeaders = Object.entries(headers).filter(([name]) => /auth|key|token|secret|cookie/i.test(name));
  const values = secretHeaders.flatMap(([, value]) => [value, value.replace(/^\w+ /, "")]);
  return [apiKey ?? "", ...values].filter((value) => value.length >= 4);
}

function checkOptions({ model, baseURL, timeoutMilliseconds = 1 }: OpenaiCompatibleOptions): void {
  if (model === "") throw invalid("model is empty.", "Give the model's name at the server.");
  const url = URL.parse(baseURL);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw invalid("baseURL is not an http or https address.", "Give one such as http://localhost:11434/v1.");
  }
  if (url.username !== "" || url.password !== "") {
    throw invalid("baseURL holds a user name or password.", "Give the key as apiKey, or in headers.");
  }
  // Timers hold 31 bits.
  if (timeoutMilliseconds > 0 && timeoutMilliseconds < 2 ** 31) return;
  throw invalid("timeoutMilliseconds must be above zero and below 2^31.", "Leave it out for the default.");
}

function invalid(problem: string, remedy: string): MassGenError {
  return new MassGenError(problem, { code: "invalid-option", remedy });
}
