import type { Backend } from "@massgen/core";
import { apiKeyFor } from "./api-key.ts";
import type { CompactionMode, ModelPlace } from "./backend-choice.ts";
import { isOpenai } from "./base-url.ts";

/** Sent where a server needs no key, since the Responses client wants one: a word that no message would hold. */
const placeholderKey = "massgen-needs-no-key";

/** What a backend is made with beside the place of its model. */
export interface BackendSettings {
  /** Default `auto`. */
  readonly compaction?: CompactionMode;
  /** Tokens from which on a server compacts while it answers. */
  readonly serverThreshold?: number | undefined;
  /** Default false. */
  readonly store?: boolean;
}

/**
 * Makes the backend for a model; the library for its protocol is loaded only now.
 *
 * @throws MassGenError `invalid-input` where a key is missing.
 */
export async function createBackend(
  place: ModelPlace,
  environment: NodeJS.ProcessEnv,
  settings: BackendSettings = {},
): Promise<Backend> {
  if (place.api === "responses") return createResponsesBackend(place, environment, settings);
  const { model, baseURL } = place;
  const apiKey = apiKeyFor(place, environment);
  const { createOpenaiCompatible } = await import("@massgen/backend-openai-compatible");
  return createOpenaiCompatible({
    model,
    baseURL,
    name: new URL(baseURL).host,
    ...(apiKey !== undefined && { apiKey }),
    // OpenAI's newer models take only this; elsewhere many servers know only the older one, which is the default.
    ...(isOpenai(baseURL) && { maximumTokensField: "max_completion_tokens" }),
  });
}

/** The backend for OpenAI's Responses API, which can compact by itself. */
export async function createResponsesBackend(
  place: ModelPlace,
  environment: NodeJS.ProcessEnv,
  { compaction: mode = "auto", serverThreshold, store = false }: BackendSettings = {},
) {
  const { model, baseURL } = place;
  const apiKey = apiKeyFor(place, environment) ?? placeholderKey;
  const { createOpenai } = await import("@massgen/backend-openai");
  return createOpenai({
    model,
    baseURL,
    apiKey,
    store,
    compaction: { mode, ...(serverThreshold !== undefined && { serverThreshold }) },
  });
}
