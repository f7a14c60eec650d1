import type { Usage } from "@massgen/compaction";
import type { SessionCall } from "../session-log.ts";

/** Finds out where the model was called, from the order of items and usage events. */
export interface CallTracker {
  /** To be called with each item and the index that it gets. */
  item(item: Readonly<Record<string, unknown>>, index: number): void;
  /** To be called with each usage event, which follows what its call produced. */
  usage(usage: Usage | undefined): void;
  /** To be called with the model of the turn. */
  model(name: unknown): void;
  calls(): readonly SessionCall[];
}

/**
 * Where the log has usage, a call is what the model produced since the last usage; outputs of tools may stand between,
 * as they are written while the response still goes on. Where it has none, a call is a run of the model's items.
 */
export function createCallTracker(): CallTracker {
  const byRun: SessionCall[] = [];
  const byUsage: SessionCall[] = [];
  let model: string | undefined;
  let inRun = false;
  let start: number | undefined;
  return {
    item(item, index) {
      const isOfModel = !isOutput(item.type) && (item.role === undefined || item.role === "assistant");
      if (isOfModel && !inRun) byRun.push({ afterItem: index, model });
      if (isOfModel) start ??= index;
      // A user speaks only after the response has ended, or was broken off without usage.
      else if (item.role !== undefined) start = undefined;
      inRun = isOfModel;
    },
    usage(usage) {
      if (start === undefined || usage === undefined) return;
      byUsage.push({ afterItem: start, usage, model });
      start = undefined;
    },
    model(name) {
      if (typeof name === "string") model = name;
    },
    calls: () => (byUsage.length > 0 ? byUsage : byRun),
  };
}

function isOutput(type: unknown): boolean {
  return typeof type === "string" && type.endsWith("_output");
}
