import type { Backend, BackendRequest, StreamOptions } from "@massgen/core";
import { createCredentials, createRetryPolicy, type FailureContext } from "@massgen/core/provider";
import { createCallIds } from "./answer/call-ids.ts";
import type { ThoughtTags } from "./answer/thought-splitter.ts";
import { type ChatBody, chatBody } from "./body/chat-body.ts";
import { checkOptions } from "./check-options.ts";
import { answerFailures } from "./errors/answer-failures.ts";
import { toServerError } from "./errors/to-server-error.ts";
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
  const credentials = createCredentials({ backend, apiKey, headers, baseURL });
  const context: FailureContext = {
    backend,
    baseURL,
    // A key that is fetched is known once it was.
    get keys() {
      return credentials.keys();
    },
  };
  // Read at each request, so that a test that replaces the global one is heard.
  const send: typeof fetch = (...request) => (options.fetch ?? fetch)(...request);
  const post = createChatClient({ context, credentials, headers, fetch: send });
  const retries = createRetryPolicy(options.retries);
  const failures = answerFailures(context);
  const thoughtTags = thoughtTagsOf(options.thinkTags);
  const allowsEmpty = options.allowEmptyAnswers === true;
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
      const body = writtenBody(() => chatBody(request, bodyOptions), context);
      const newIds = () => createCallIds(request.items);
      const answers = { failures, thoughtTags, allowsEmpty, newIds };
      yield* streamAnswer(body, { post, context, ...answers, timeoutMilliseconds, signal, retries, learnt });
    },
  };
}

/** The body of a request; values that none can be made of are an error like any other. */
function writtenBody(write: () => ChatBody, context: FailureContext): ChatBody {
  try {
    return write();
  } catch (error) {
    throw toServerError(error, context);
  }
}

function thoughtTagsOf(choice: OpenaiCompatibleOptions["thinkTags"] = true): ThoughtTags {
  if (choice === "opened") return "untagged-start";
  return choice ? "tagged" : "none";
}
