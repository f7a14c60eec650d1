export { createOpenai, type OpenaiBackend } from "./create-openai.ts";
export type { ProbeResult, ProbeState } from "./probe.ts";
export type { OpenaiCompactionMode, OpenaiCompactionSettings, OpenaiSettings } from "./settings/openai-settings.ts";
export {
  createEndpointSupport,
  type EndpointFeature,
  type EndpointSupport,
  type EndpointSupportOptions,
  type FeatureState,
} from "./support/endpoint-support.ts";
