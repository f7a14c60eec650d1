export { createOpenaiComputer } from "./computer/create-openai-computer.ts";
export { computerDialect } from "./computer/dialects/computer-dialect.ts";
export { computerUsePreviewDialect } from "./computer/dialects/computer-use-preview-dialect.ts";
export type { OpenaiComputerAction, OpenaiComputerCall } from "./computer/dialects/openai-computer-call.ts";
export type {
  ItemPruner,
  OpenaiComputerDialect,
  OpenaiComputerSettings,
  ScreenshotDetail,
} from "./computer/openai-computer-settings.ts";
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
