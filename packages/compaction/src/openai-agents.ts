export type { CarriedState } from "./glue/carried-window.ts";
export type { CompactorSettings } from "./glue/compactor-of.ts";
export { openaiAgents } from "./glue/openai-agents/agents-adapter.ts";
export {
  type CompactingSession,
  type CompactingSessionOptions,
  createCompactingSession,
} from "./glue/openai-agents/compacting-session.ts";
