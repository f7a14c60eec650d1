import { BackendError, type BackendErrorCode } from "../backend/backend-error.ts";
import { classifyFailure, isOwnMistake } from "./classify-failure.ts";
import { errorFacts } from "./error-facts.ts";
import { redact } from "./redact.ts";
import { retryAfterOf } from "./retry-after.ts";
import { urlSecrets } from "./url-secrets.ts";

/** Whose failure it is. */
export interface FailureContext {
  /** Name of the backend, e.g. `openai/gpt-5`. */
  readonly backend: string;
  readonly baseURL: string;
  /** Keys in use and whatever else no message may show; what `baseURL` holds of that kind need not be among them. */
  readonly keys?: readonly string[];
  /** Where the key is to be set, for the remedy, e.g. `OPENAI_API_KEY`. */
  readonly keyVariable?: string;
  readonly now?: () => number;
}

const retryable: ReadonlySet<BackendErrorCode> = new Set([
  "rate-limit",
  "unavailable",
  "timeout",
  "stream-cut",
  "invalid-response",
]);

/** One error for whatever went wrong at a provider: thrown by an SDK, in a response's body, or inside a stream. */
export function toBackendError(error: unknown, context: FailureContext): BackendError {
  if (BackendError.isInstance(error)) return error;
  const facts = errorFacts(error);
  const code = classifyFailure(error, facts);
  const said = redact(withoutSourcePaths(facts.message), [...(context.keys ?? []), ...urlSecrets(context.baseURL)]);
  const kind = code === "invalid-request" && isOwnMistake(facts) ? "the request could not be made" : problems[code];
  const problem = `${context.backend}: ${kind}${said === "" ? "." : `: ${said.replace(/[.!]?$/, ".")}`}`;
  return new BackendError(problem, {
    code,
    remedy: remedies[code](context),
    retryable: isRetryable(code, facts.header("x-should-retry")),
    retryAfterMilliseconds: retryAfterOf(facts, context.now),
    status: facts.status,
    requestId: facts.header("x-request-id"),
    cause: error,
  });
}

/** OpenAI says by a header whether a repetition makes sense; what never does, it never may. */
function isRetryable(code: BackendErrorCode, asked: string | undefined): boolean {
  if (asked === "false" || code === "quota") return false;
  return retryable.has(code) || asked === "true";
}

const problems: Readonly<Record<BackendErrorCode, string>> = {
  unauthenticated: "the API key was not accepted",
  forbidden: "the API key may not do this",
  "unknown-model": "there is no such model here",
  unreachable: "nothing answers at the address",
  tls: "the connection is not trusted",
  "rate-limit": "too many requests",
  quota: "the account has no credit left",
  "context-overflow": "the conversation is larger than the model's window",
  "request-too-large": "the request has more bytes than the provider takes",
  "invalid-request": "the request was not accepted",
  "invalid-tool": "the definition of a tool was not accepted",
  "invalid-image": "an image was not accepted",
  refused: "the provider will not work on this request",
  unavailable: "the provider failed",
  timeout: "the provider took too long",
  "stream-cut": "the answer ended before it was complete",
  "invalid-response": "the answer could not be read",
  unsupported: "the endpoint does not offer this",
  undecryptable: "an opaque item could not be read by the provider",
  "lost-response": "the response to go on from is not stored",
};

const remedies: Readonly<Record<BackendErrorCode, (context: FailureContext) => string>> = {
  unauthenticated: ({ keyVariable }) =>
    keyVariable === undefined ? "Check the API key." : `Check the API key in ${keyVariable}.`,
  forbidden: () => "Check what the key's project and organisation are allowed to use.",
  "unknown-model": ({ baseURL }) => `Check the model's name, and that ${shownURL(baseURL)} serves it.`,
  unreachable: ({ baseURL }) => `Check that ${shownURL(baseURL)} is right and that its server is running.`,
  tls: ({ baseURL }) =>
    `Check that ${shownURL(baseURL)} is right, with http or https as its server speaks, and that its certificate is known (NODE_EXTRA_CA_CERTS).`,
  "rate-limit": () => "Wait, or send fewer requests at once.",
  quota: () => "Add credit to the account or use another key; trying again does not help.",
  "context-overflow": () => "Compact the conversation and send it again.",
  "request-too-large": () => "Take images out of the conversation, or make them smaller.",
  "invalid-request": () => "Change what it names and send it again.",
  "invalid-tool": () => "Correct the tool's name or the JSON schema of its parameters.",
  "invalid-image": () => "Use a PNG, JPEG, WebP or GIF image below 20 MB.",
  refused: () => "Say it otherwise; the same request will be refused again.",
  unavailable: () => "Try again later.",
  timeout: () => "Try again, or allow more time.",
  "stream-cut": () => "Try again; where it happens each time, look for a proxy that ends long answers.",
  "invalid-response": ({ baseURL }) => `Check that ${shownURL(baseURL)} speaks this protocol.`,
  unsupported: ({ baseURL }) => `Check that ${shownURL(baseURL)} is right, or do without it.`,
  undecryptable: () => "Rebuild the conversation without items that another provider or model made.",
  "lost-response": () => "Send the whole conversation instead of continuing from the response.",
};

/** OpenSSL says where in its sources it gave up; only its reason is of use. */
function withoutSourcePaths(message: string): string {
  return message
    .replace(
      /(?:\b[\dA-F]{8,32}:)?error:[\dA-F]{8}:[^:\n]{0,80}:[^:\n]{0,80}:([^:\n]{1,200})(?::[^\n]{0,400})?/gi,
      "$1",
    )
    .replace(/\s*(?:\.{1,2}\/){1,8}[^\s:]{1,200}\.(?:cc?|h)(?::\d{1,6})?:?/g, "");
}

/** An address without what may be a password in it. */
function shownURL(url: string): string {
  return redact(url.replace(/[?#].*$/, "").replace(/\/\/[^/]*@/, "//"));
}
