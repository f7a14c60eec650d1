import type { BackendError } from "@massgen/core";
import { type FailureContext, toBackendError } from "@massgen/core/provider";
import OpenAI from "openai";
import type { ResponseCreateParamsStreaming } from "openai/resources/responses/responses";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import { type EventSource, openEventSource } from "../stream/event-source.ts";
import { createCredentials } from "./credentials.ts";
import { invalidResponse } from "./own-failures.ts";

/** A response that is being made. */
interface OpenResponse {
  /** Events as they arrived, of whatever shape. */
  readonly events: EventSource;
  /** Of the HTTP answer: what is to be waited, and the id of the request. */
  readonly headers: Headers;
}

/** The way to one provider, through the SDK, without the SDK's own repetitions. */
export interface Connection {
  /** What errors tell, with the keys that they must not. */
  context(): FailureContext;
  /** The error for whatever was thrown. */
  failure(error: unknown): BackendError;
  /** Makes a response, event by event. */
  open(body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<OpenResponse>;
  /** Posts to a path below the base URL and reads the answer whole. */
  post(path: string, body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<unknown>;
}

/** Connects the settings with the SDK; nothing is sent before the first request. */
export function createConnection(settings: OpenaiSettings, resolved: ResolvedSettings): Connection {
  const credentials = createCredentials(settings, resolved.name);
  const client = new OpenAI({
    // Each request brings its own, so that keys that are fetched are known here, and no error shows them.
    apiKey: "see headers",
    adminAPIKey: null,
    baseURL: resolved.baseURL,
    defaultHeaders: { authorization: null, ...settings.headers },
    maxRetries: 0,
    // Silence is watched by the line of each request; the SDK's own limit only has to be behind it.
    timeout: resolved.timeoutMilliseconds * 2,
    ...(settings.organization !== undefined && { organization: settings.organization }),
    ...(settings.project !== undefined && { project: settings.project }),
    ...(settings.fetch && { fetch: settings.fetch }),
    // It would write of malformed events to the console; what is wrong is thrown.
    ...(process.env.OPENAI_LOG === undefined && { logLevel: "off" }),
  });
  const context = (): FailureContext => ({
    backend: resolved.name,
    baseURL: resolved.baseURL,
    keys: credentials.keys(),
    ...(credentials.keyVariable !== undefined && { keyVariable: credentials.keyVariable }),
  });
  return {
    context,
    failure: (error) => toBackendError(error, context()),
    async open(body, signal) {
      const headers = await credentials.headers();
      const response = await client.responses
        .create({ ...body, stream: true } as ResponseCreateParamsStreaming, { signal, headers })
        .asResponse();
      const type = response.headers.get("content-type") ?? "";
      if (/^(?:text\/html|application\/json)\b/i.test(type)) {
        throw invalidResponse(`${type.split(";")[0]} instead of a stream of events`, context());
      }
      return { events: openEventSource(response), headers: response.headers };
    },
    async post(path, body, signal) {
      const headers = await credentials.headers();
      return await client.post<unknown>(path, { body, signal, headers });
    },
  };
}
