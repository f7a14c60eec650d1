import type { EndpointFeature, EndpointSupport, FeatureState } from "./endpoint-support.ts";

/** What is known of the one endpoint and model that a backend uses. */
export interface KnownEndpoint {
  stateOf(feature: EndpointFeature): FeatureState;
  record(feature: EndpointFeature, state: Exclude<FeatureState, "unknown">): void;
}

/** The part of a memory that is about one endpoint and model. */
export function knownEndpoint(support: EndpointSupport, baseURL: string, model: string): KnownEndpoint {
  return {
    stateOf: (feature) => support.stateOf(baseURL, model, feature),
    record: (feature, state) => support.record(baseURL, model, feature, state),
  };
}
