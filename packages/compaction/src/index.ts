export { detectFormat, type Format } from "./adapters/detect-format.ts";
export type {
  CallFacts,
  CountablePart,
  ItemAdapter,
  ItemFacts,
  ResultFacts,
} from "./adapters/item-adapter.ts";
export { type ChatMessage, openaiChat } from "./adapters/openai-chat.ts";
export { openaiResponses } from "./adapters/openai-responses.ts";
export { type CompactResult, compact } from "./compact.ts";
export type { CompactOptions } from "./compact-options.ts";
export type { ConversationView } from "./conversation/conversation-view.ts";
export { type CutContext, type CutProperty, cutPoints, cutProperties } from "./conversation/cut-points.ts";
export type { CallPair } from "./conversation/pairing.ts";
export { heuristicCounter } from "./counting/heuristic-counter.ts";
export type { TokenCount, TokenCounter } from "./counting/token-counter.ts";
export type { CompactionAction, CompactionReport, StrategyAttempt, UnansweredCallReport } from "./report.ts";
export { type ClearToolResultsOptions, clearToolResults } from "./strategies/clear-tool-results.ts";
export type { CompactionBudget, Edit, Proposal, Strategy } from "./strategies/strategy.ts";
export { window } from "./strategies/window.ts";
export type { CompactionTarget } from "./target.ts";
