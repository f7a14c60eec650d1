import { type Credentials, type FailureContext, writeJson } from "@massgen/core/provider";
import OpenAI from "openai";
import { readErrorBody } from "../errors/read-error-body.ts";

/** How to reach a server. */
export interface ChatClientSettings {
  readonly context: FailureContext;
  readonly credentials: Credentials;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
}

/**
 * Sends a request to `/chat/completions` and gives the response as it came.
 *
 * @throws BackendError for a key or a body that cannot be sent; what the SDK throws; the signal's reason on abort.
 */
export type PostChat = (body: Readonly<Record<string, unknown>>, signal: AbortSignal) => Promise<Response>;

/** Longest wait that a timer can hold; the time that is allowed is kept elsewhere. */
const never = 2 ** 31 - 1;

/**
 * The SDK finds the address, sends, and makes errors. What it takes from the environment for OpenAI (keys, organisation,
 * project, extra headers) must not reach another server: the headers are exactly the ones given here.
 */
export function createChatClient({ context, credentials, headers, fetch: send }: ChatClientSettings): PostChat {
  const own = lowerCased(headers);
  const client = new OpenAI({
    baseURL: context.baseURL,
    // Each request brings its own.
    apiKey: "see headers",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: "off",
    timeout: never,
    fetch: async (url, init) => {
      const authorization = new Headers(init?.headers).get("authorization");
      const sent = { ...standardHeaders, ...(authorization !== null && { authorization }), ...own };
      const response = await send(url, { ...init, headers: sent });
      return response.ok ? response : readErrorBody(response);
    },
  });
  return async (body, signal) => {
    const json = writeJson(body, context);
    const proof = await untilAborted(credentials.headers(), signal);
    const sent = { authorization: null, "content-type": "application/json", ...proof };
    return await client.post("/chat/completions", { body: json, signal, headers: sent }).asResponse();
  };
}

const standardHeaders: Readonly<Record<string, string>> = {
  accept: "text/event-stream, application/json",
  "content-type": "application/json",
};

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Fetching a key may take for ever. */
function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
