import { type CompactingBackend, MassGenError } from "@massgen/core";
import type { ConversationView } from "../conversation/conversation-view.ts";
import { openCalls } from "../conversation/repair.ts";
import { indexesOf, type Segment, segmentsOf } from "../conversation/segments.ts";
import type { Edit, Proposal, Strategy } from "./strategy.ts";

/**
 * Tokens that replaying an opaque item costs beside the output tokens of the compaction that made it; recorded: items
 * of 183 to 193 output tokens cost 276 to 285 with a short user message.
 */
const replayTokens = 80;

export interface NativeOptions<Item> {
  /** Whose own compaction is asked for. */
  readonly backend: CompactingBackend<Item>;
}

/**
 * Has the provider compact the conversation itself. Its answer takes the place of everything up to the last safe cut,
 * as it came; what is pinned follows behind it, since nothing before an opaque item can be relied on to be seen; what
 * comes after the cut stays. The newest user message and what follows it stay too where they fit in half of the target.
 */
export function native<Item>({ backend }: NativeOptions<Item>): Strategy<Item> {
  return {
    name: "native",
    async propose(view, { target }, signal) {
      const end = chooseEnd(view, target);
      const removed = indexesOf(segmentsOf(view).filter((segment) => segment.end <= end && mayGo(view, segment)));
      if (removed.length < 2) return { kind: "nothing", reason: "too little of the conversation may be replaced" };
      const request = { items: view.items.slice(0, end), ...(signal && { signal }) };
      try {
        const { items, usage } = await backend.compact(request);
        const cost = { calls: 1, usage };
        const opaque = items.findLastIndex((item) => view.adapter.describe(item).standsForPrefix);
        if (opaque < 0) {
          return { kind: "nothing", reason: `${backend.name} answered without a compaction item`, failed: true, cost };
        }
        return { ...replacement(items, opaque, removed, usage.outputTokens + replayTokens), cost };
      } catch (error) {
        signal?.throwIfAborted();
        return refused(backend.name, error);
      }
    },
  };
}

/** An earlier opaque item is part of what the provider is asked to compact, so the new one stands for it too. */
function mayGo<Item>(view: ConversationView<Item>, { start, end, pinned }: Segment): boolean {
  return !pinned || view.facts.slice(start, end).every((facts) => facts.standsForPrefix);
}

/** The cut before which everything is replaced: no call that is still open may lie before it. */
function chooseEnd<Item>(view: ConversationView<Item>, target: number): number {
  const firstOpen = openCalls(view.facts)[0]?.index ?? view.items.length;
  const last = view.cutPoints.findLast((cut) => cut <= firstOpen) ?? 0;
  const newestUser = view.facts.findLastIndex((facts) => facts.role === "user");
  const beforeUser = view.cutPoints.findLast((cut) => cut <= Math.min(newestUser, last)) ?? 0;
  const tail = view.tokens.slice(beforeUser).reduce((total, tokens) => total + tokens, 0);
  return newestUser > 0 && tail <= target / 2 ? beforeUser : last;
}

function replacement<Item>(
  items: readonly Item[],
  opaque: number,
  removed: readonly number[],
  tokens: number,
): Proposal<Item> & { kind: "edits" } {
  const reason = "the provider's own compaction";
  const inserts = items.map((item, index): Edit<Item> => {
    const insert = { kind: "insert", before: 0, item, reason } as const;
    return index === opaque ? { ...insert, covers: removed, tokens } : { ...insert, covers: [] };
  });
  const removals = removed.map((index): Edit<Item> => ({ kind: "remove", index, reason: "compacted by the provider" }));
  return { kind: "edits", edits: [...inserts, ...removals] };
}

function refused<Item>(name: string, error: unknown): Proposal<Item> {
  if (!MassGenError.isInstance(error)) return { kind: "nothing", reason: `${name} failed to compact`, failed: true };
  if (error.code === "unsupported") return { kind: "nothing", reason: `${name} has no compaction of its own` };
  return { kind: "nothing", reason: `${name}: ${error.problem}`, failed: true };
}
