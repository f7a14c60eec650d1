import { clearToolResults, evictImages, native, type Strategy, summarize, window } from "@massgen/compaction";
import type { Backend, CompactingBackend, ConversationItem } from "@massgen/core";
import { summaryModelOf } from "./summary-model-of.ts";

/**
 * The provider's own compaction where it has one, and for every other what comes nearest: old tool outputs and images
 * go first, since they cost no call; then the agent's own model sums up; the last needs no model and loses nothing that
 * is pinned.
 */
export function defaultStrategies(backend: Backend, contextWindow: number): readonly Strategy<ConversationItem>[] {
  return [
    ...(canCompact(backend) ? [native({ backend })] : []),
    evictImages(),
    clearToolResults(),
    summarize({ model: summaryModelOf(backend, { contextWindow }), contextWindow: Math.floor(contextWindow * 0.8) }),
    window(),
  ];
}

/** Whether a backend's provider may have compaction of its own. */
export function canCompact(backend: Backend): backend is Backend & CompactingBackend {
  return backend.compact !== undefined && backend.capabilities.nativeCompaction.length > 0;
}
