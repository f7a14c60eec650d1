export {
  type CompactingPrepareStep,
  compactingPrepareStep,
  type OwnStepSettings,
  type PreparedStep,
  type PrepareStepOptions,
} from "./glue/ai-sdk/compacting-prepare-step.ts";
export type { CompactorOrSettings, CompactorSettings } from "./glue/compactor-of.ts";
