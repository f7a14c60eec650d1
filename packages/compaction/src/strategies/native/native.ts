import {
  type CompactingBackend,
  MassGenError,
  type NativeCompactionRequest,
  type NativeCompactionResult,
} from "@massgen/core";
import type { ConversationView } from "../../conversation/conversation-view.ts";
import { isWindow, newestOpaque } from "../../conversation/pins.ts";
import { openCalls } from "../../conversation/repair.ts";
import { indexesOf, type Segment, segmentsOf } from "../../conversation/segments.ts";
import type { RequestParts } from "../../counting/request-tokens.ts";
import type { Edit, Proposal, Strategy } from "../strategy.ts";
import { lighten } from "./lighten.ts";
import { newestExchange } from "./newest-exchange.ts";
import { replayTokens } from "./replay-tokens.ts";
import { functionToolsOf } from "./request-tools.ts";
import { isHandedOut, withoutRepeats } from "./without-repeats.ts";

export interface NativeOptions<Item> {
  /** Whose own compaction is asked for. */
  readonly backend: CompactingBackend<Item>;
  /**
   * What requests hold beside the conversation, for providers whose compaction reads it. Default: what `fit` was told.
   */
  readonly request?: RequestParts;
}

/**
 * Has the provider compact the conversation itself. Its answer takes the place of everything up to the last safe cut,
 * as it came; what is pinned follows behind it, since nothing before an opaque item can be relied on to be seen; what
 * comes after the cut stays, and so do those of the items asked about that the answer holds. The newest user message
 * and what follows it stay too where they fit in half of the target.
 *
 * Where the conversation is too much for the compaction itself, it is asked once more without old tool outputs and
 * images.
 */
export function native<Item>({ backend, request }: NativeOptions<Item>): Strategy<Item> {
  return {
    name: "native",
    asksModel: true,
    async propose(view, { target, request: current = request }, signal) {
      const end = chooseEnd(view, target);
      const removed = indexesOf(segmentsOf(view).filter((segment) => segment.end <= end && mayGo(view, segment)));
      if (removed.length < 2) return { kind: "nothing", reason: "too little of the conversation may be replaced" };
      const asked = withoutRepeats(view, end);
      const given = new Set(view.items);
      const question: NativeCompactionRequest<Item> = {
        items: itemsAt(view.items, asked),
        target,
        tools: functionToolsOf(current?.tools),
        ...(current?.instructions !== undefined && { instructions: current.instructions }),
        ...(current?.cacheKey !== undefined && { cacheKey: current.cacheKey }),
        ...(signal && { signal }),
      };
      try {
        const { items, usage, lightened } = await compactOrLighten(backend, view, asked, question);
        const cost = { calls: lightened ? 2 : 1, usage };
        const opaque = items.findLastIndex((item) => view.adapter.describe(item).standsForPrefix);
        if (opaque < 0) {
          return { kind: "nothing", reason: `${backend.name} answered without a compaction item`, failed: true, cost };
        }
        const reason = `the provider's own compaction${lightened ? ", asked again without old tool outputs and images" : ""}`;
        const kept = new Set(items.filter((item) => given.has(item)));
        const replaced = removed.filter((index) => !kept.has(view.items[index] as Item));
        const made = items.filter((item) => !kept.has(item));
        const tokens = usage.outputTokens + replayTokens;
        return { ...replacement(made, { opaque: items[opaque] as Item, replaced, tokens, reason }), cost };
      } catch (error) {
        signal?.throwIfAborted();
        return refused(backend.name, error);
      }
    },
  };
}

async function compactOrLighten<Item>(
  backend: CompactingBackend<Item>,
  view: ConversationView<Item>,
  asked: readonly number[],
  request: NativeCompactionRequest<Item>,
): Promise<NativeCompactionResult<Item> & { readonly lightened: boolean }> {
  try {
    return { ...(await backend.compact(request)), lightened: false };
  } catch (error) {
    request.signal?.throwIfAborted();
    const lighter = isTooMuch(error) ? await lighten(view, asked) : undefined;
    if (lighter === undefined) throw error;
    return { ...(await backend.compact({ ...request, items: lighter })), lightened: true };
  }
}

function itemsAt<Item>(items: readonly Item[], indexes: readonly number[]): readonly Item[] {
  return indexes.map((index) => items[index] as Item);
}

function isTooMuch(error: unknown): boolean {
  return MassGenError.isInstance(error) && (error.code === "context-overflow" || error.code === "request-too-large");
}

/**
 * An earlier opaque item is part of what the provider is asked to compact, so the new one stands for it too. The task
 * that was pinned behind it stays where its provider did not hand it out, and other messages look like the first.
 */
function mayGo<Item>({ facts }: ConversationView<Item>, { start, end, pinned }: Segment): boolean {
  if (pinned) return facts.slice(start, end).every(({ standsForPrefix }) => standsForPrefix);
  const opaque = newestOpaque(facts);
  const task = opaque < 0 ? -1 : facts.findIndex(({ role }, index) => index > opaque && role === "user");
  return task < start || task >= end || !isWindow(facts, opaque) || isHandedOut(facts, opaque, task);
}

/** The cut before which everything is replaced: no call that is still open may lie before it. */
function chooseEnd<Item>(view: ConversationView<Item>, target: number): number {
  const firstOpen = openCalls(view.facts)[0]?.index ?? view.items.length;
  const last = view.cutPoints.findLast((cut) => cut <= firstOpen) ?? 0;
  return newestExchange(view, last, target / 2);
}

/** What the provider's answer replaces, and which of its items stands for it. */
interface Replacement<Item> {
  readonly opaque: Item;
  readonly replaced: readonly number[];
  /** Of the opaque item. */
  readonly tokens: number;
  readonly reason: string;
}

function replacement<Item>(
  items: readonly Item[],
  { opaque, replaced, tokens, reason }: Replacement<Item>,
): Proposal<Item> & { kind: "edits" } {
  const inserts = items.map((item): Edit<Item> => {
    const insert = { kind: "insert", before: 0, item, reason } as const;
    return item === opaque ? { ...insert, covers: replaced, tokens } : { ...insert, covers: [] };
  });
  const removals = replaced.map(
    (index): Edit<Item> => ({ kind: "remove", index, reason: "compacted by the provider" }),
  );
  return { kind: "edits", edits: [...inserts, ...removals] };
}

function refused<Item>(name: string, error: unknown): Proposal<Item> {
  if (!MassGenError.isInstance(error)) return { kind: "nothing", reason: `${name} failed to compact`, failed: true };
  if (error.code === "unsupported") return { kind: "nothing", reason: `${name} has no compaction of its own` };
  const problem = error.problem.startsWith(`${name}: `) ? error.problem : `${name}: ${error.problem}`;
  return { kind: "nothing", reason: problem, failed: true };
}
