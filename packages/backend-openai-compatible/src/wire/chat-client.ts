import OpenAI from "openai";
import { readErrorBody } from "../errors/read-error-body.ts";

/** How to reach a server. */
export interface ChatClientSettings {
  readonly baseURL: string;
  readonly apiKey: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
}

/** Sends a request to `/chat/completions` and gives the response as it came. @throws what the SDK throws */
export type PostChat = (body: Readonly<Record<string, unknown>>, signal: AbortSignal) => Promise<Response>;

/** Longest wait that a timer can hold; the time that is allowed is kept elsewhere. */
const never = 2 ** 31 - 1;

/**
 * The SDK finds the address, sends, and makes errors. What it takes from the environment for OpenAI (keys, organisation,
 * project, extra headers) must not reach another server: the headers are exactly the ones given here.
 */
export function createChatClient({ baseURL, apiKey, headers, fetch: send }: ChatClientSettings): PostChat {
  const client = new OpenAI({
    baseURL,
    apiKey: apiKey ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: "off",
    timeout: never,
    fetch: async (url, init) => {
      const response = await send(url, { ...init, headers: { ...standardHeaders(apiKey), ...lowerCased(headers) } });
      return response.ok ? response : readErrorBody(response);
    },
  });
  return (body, signal) => client.post("/chat/completions", { body, signal }).asResponse();
}

function standardHeaders(apiKey: string | undefined): Record<string, string> {
  const base = { accept: "text/event-stream, application/json", "content-type": "application/json" };
  return apiKey === undefined ? base : { ...base, authorization: `Bearer ${apiKey}` };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
