import { normalizeBaseURL } from "../settings/base-url.ts";

/** What an endpoint may or may not offer: the three ways to compact, counting of tokens, and reasoning that is encrypted. */
export type EndpointFeature = "endpoint" | "trigger" | "server" | "tokenCount" | "encryptedReasoning";

/** `failing`: it was there and failed each time; taken for missing for a while. */
export type FeatureState = "supported" | "unsupported" | "failing" | "unknown";

/** Remembers what endpoints are known to offer, for each pair of base URL and model. */
export interface EndpointSupport {
  stateOf(baseURL: string, model: string, feature: EndpointFeature): FeatureState;
  record(baseURL: string, model: string, feature: EndpointFeature, state: Exclude<FeatureState, "unknown">): void;
  /** Forgets one model, all of a base URL, or everything, so that it is tried again. */
  forget(baseURL?: string, model?: string): void;
}

export interface EndpointSupportOptions {
  /** How long what failed is not tried again, in milliseconds. Default ten minutes. */
  readonly failingMilliseconds?: number;
  /** Milliseconds of a clock. Default `Date.now`. */
  readonly now?: () => number;
}

interface Memory {
  readonly state: Exclude<FeatureState, "unknown">;
  readonly at: number;
}

/** A memory in this process; it starts empty. */
export function createEndpointSupport(options: EndpointSupportOptions = {}): EndpointSupport {
  const { failingMilliseconds = 600_000, now = Date.now } = options;
  const endpoints = new Map<string, Map<string, Map<EndpointFeature, Memory>>>();
  return {
    stateOf(baseURL, model, feature) {
      const memory = endpoints.get(normalizeBaseURL(baseURL))?.get(model)?.get(feature);
      if (memory === undefined) return "unknown";
      return memory.state === "failing" && now() - memory.at >= failingMilliseconds ? "unknown" : memory.state;
    },
    record(baseURL, model, feature, state) {
      const models = entry(endpoints, normalizeBaseURL(baseURL), () => new Map());
      entry(models, model, () => new Map()).set(feature, { state, at: now() });
    },
    forget(baseURL, model) {
      if (baseURL === undefined) endpoints.clear();
      else if (model === undefined) endpoints.delete(normalizeBaseURL(baseURL));
      else endpoints.get(normalizeBaseURL(baseURL))?.delete(model);
    },
  };
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}
