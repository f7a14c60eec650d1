import type { BackendError } from "@massgen/core";
import { createCredentials, type FailureContext, toBackendError, writeJson } from "@massgen/core/provider";
import OpenAI from "openai";
import { longestTimer } from "../settings/check-settings.ts";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import { type EventSource, openEventSource } from "../stream/event-source.ts";
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
  /** What a request consists of. @throws BackendError, also for values that no request can be made of. */
  written<Body>(write: () => Body): Body;
  /** Makes a response, event by event. */
  open(body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<OpenResponse>;
  /** Posts to a path below the base URL and reads the answer whole. */
  post(path: string, body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<unknown>;
}

/** Connects the settings with the SDK; nothing is sent before the first request. */
export function createConnection(settings: OpenaiSettings, resolved: ResolvedSettings): Connection {
  const { apiKey, headers: own = {} } = settings;
  const { name: backend, baseURL } = resolved;
  const environment = { variable: "OPENAI_API_KEY", read: () => process.env.OPENAI_API_KEY };
  const credentials = createCredentials({ backend, apiKey, headers: own, baseURL, environment });
  const ofEnvironment = environmentHeaderValues();
  const client = new OpenAI({
    // Each request brings its own, so that keys that are fetched are known here, and no error shows them.
    apiKey: "see headers",
    adminAPIKey: null,
    baseURL,
    defaultHeaders: { authorization: null, ...own },
    maxRetries: 0,
    // Silence is watched by the line of each request; the SDK's own limit only has to be behind it.
    timeout: Math.min(resolved.timeoutMilliseconds * 2, longestTimer),
    ...(settings.organization !== undefined && { organization: settings.organization }),
    ...(settings.project !== undefined && { project: settings.project }),
    ...(settings.fetch && { fetch: settings.fetch }),
    // It would write of malformed events to the console; what is wrong is thrown.
    ...(process.env.OPENAI_LOG === undefined && { logLevel: "off" }),
  });
  const context = (): FailureContext => ({
    backend,
    baseURL,
    keys: [...credentials.keys(), ...ofEnvironment],
    ...(credentials.keyVariable !== undefined && { keyVariable: credentials.keyVariable }),
  });
  const failure = (error: unknown) => toBackendError(error, context());
  /** Written here, since the SDK throws whatever comes for what cannot be. */
  const sending = async (body: Readonly<Record<string, unknown>>, signal: AbortSignal) => {
    const json = writeJson(body, context());
    return { body: json, signal, headers: { "content-type": "application/json", ...(await credentials.headers()) } };
  };
  return {
    context,
    failure,
    written(write) {
      try {
        return write();
      } catch (error) {
        throw failure(error);
      }
    },
    async open(body, signal) {
      const options = await sending({ ...body, stream: true }, signal);
      const response = await client.post("/responses", { ...options, stream: true }).asResponse();
      const type = response.headers.get("content-type") ?? "";
      if (/^(?:text\/html|application\/json)\b/i.test(type)) {
        throw invalidResponse(`${type.split(";")[0]} instead of a stream of events`, context());
      }
      return { events: openEventSource(response), headers: response.headers };
    },
    async post(path, body, signal) {
      return await client.post<unknown>(path, await sending(body, signal));
    },
  };
}

/** What the SDK sends of its own accord, which may be secret like any other header. */
function environmentHeaderValues(): readonly string[] {
  const lines = (process.env.OPENAI_CUSTOM_HEADERS ?? "").split("\n");
  return lines.map((line) => line.slice(line.indexOf(":") + 1).trim());
}
