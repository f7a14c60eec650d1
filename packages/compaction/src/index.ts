export type { Archive, ArchiveEntry, ArchiveHit, CompactingBackend, MassGenEvent, Usage } from "@massgen/core";
export { isContextOverflow, readUsage } from "@massgen/core/provider";
export { type AiSdkMessage, aiSdk } from "./adapters/ai-sdk.ts";
export { type AnthropicMessage, anthropic } from "./adapters/anthropic.ts";
export { blankImage } from "./adapters/blank-image.ts";
export { detectFormat, type Format } from "./adapters/detect-format.ts";
export type {
  CallFacts,
  CountablePart,
  ImagePart,
  ItemAdapter,
  ItemFacts,
  ResultFacts,
} from "./adapters/item-adapter.ts";
export { type ChatMessage, openaiChat } from "./adapters/openai-chat.ts";
export { openaiResponses } from "./adapters/openai-responses.ts";
export { type ArchiveEntryOptions, createArchiveEntry } from "./archive-entry.ts";
export { type CompactResult, compact } from "./compact.ts";
export type { CompactOptions } from "./compact-options.ts";
export type { BreakerState } from "./compactor/breaker.ts";
export type { CalibrationState } from "./compactor/calibration.ts";
export type { Compactor, FitOptions, FitResult, RecoverOptions } from "./compactor/compactor.ts";
export type { CompactionSwap, CompactorOptions } from "./compactor/compactor-options.ts";
export type { BaselineState, CompactorState } from "./compactor/compactor-state.ts";
export type { Continuity, ContinuityState } from "./compactor/continuity.ts";
export { createCompactor } from "./compactor/create-compactor.ts";
export type { Threshold } from "./compactor/threshold.ts";
export type { ConversationView } from "./conversation/conversation-view.ts";
export { type CutContext, type CutProperty, cutPoints, cutProperties } from "./conversation/cut-points.ts";
export type { CallPair } from "./conversation/pairing.ts";
export { heuristicCounter } from "./counting/heuristic-counter.ts";
export { type ClaudePatchesOptions, claudePatches } from "./counting/images/claude-patches.ts";
export { geminiResolutions, geminiTiles } from "./counting/images/gemini-images.ts";
export type { ImageFormula, ImageTokenFormula, SizedImage } from "./counting/images/image-formula.ts";
export { imageFormulaFor } from "./counting/images/image-formula-for.ts";
export { type ImageFamily, imageFormulas } from "./counting/images/image-formulas.ts";
export { type ImageSize, imageSize } from "./counting/images/image-size.ts";
export { type OpenaiPatchesOptions, openaiPatches, type PatchLimits } from "./counting/images/openai-patches.ts";
export { type OpenaiTilesOptions, openaiTiles } from "./counting/images/openai-tiles.ts";
export { type QwenPatchesOptions, qwenPatches } from "./counting/images/qwen-patches.ts";
export { type LinearTimeCounterOptions, linearTimeCounter } from "./counting/linear-time-counter.ts";
export { type RequestParts, requestTokens } from "./counting/request-tokens.ts";
export type { TokenCount, TokenCounter } from "./counting/token-counter.ts";
export { createMemoryArchive } from "./memory-archive.ts";
export { type RecallParameters, type RecallTool, type RecallToolOptions, recallTool } from "./recall-tool.ts";
export { type Repaired, type RepairOptions, repairConversation } from "./repair-conversation.ts";
export type { CompactionAction, CompactionReport, StrategyAttempt, UnansweredCallReport } from "./report.ts";
export { type ClearToolResultsOptions, clearToolResults, type ToolCall } from "./strategies/clear-tool-results.ts";
export { type DeduplicateOptions, deduplicate } from "./strategies/deduplicate.ts";
export { type EvictImagesOptions, evictImages } from "./strategies/evict-images.ts";
export { type NativeOptions, native } from "./strategies/native/native.ts";
export type { PreviewOptions } from "./strategies/preview.ts";
export type {
  CompactionBudget,
  Edit,
  InsertEdit,
  Proposal,
  Strategy,
  StrategyCost,
} from "./strategies/strategy.ts";
export type { LedgerCall, LedgerEntry, LedgerReader } from "./strategies/summarize/ledger/ledger-entry.ts";
export type { SummaryAnswer, SummaryModel, SummaryRequest } from "./strategies/summarize/model/summary-model.ts";
export { summarize } from "./strategies/summarize/summarize.ts";
export type { SummarizeOptions } from "./strategies/summarize/summarize-options.ts";
export { window } from "./strategies/window.ts";
export type { CompactionTarget } from "./target.ts";
export { asAiSdkTool, asAnthropicTool, asChatTool, asResponsesTool } from "./tool-shapes.ts";
