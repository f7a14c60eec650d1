import { type CompactionReport, compact, createMemoryArchive, type Strategy } from "@massgen/compaction";
import type { BenchSession } from "../session.ts";
import type { Contestant, Keeper, KeeperResult } from "./contestant.ts";
import { createUnsettledPart, type WindowPart } from "./unsettled-part.ts";

/** Whether a strategy could have anything to propose; looking for that takes it longer. */
type IsWorthwhile = (items: readonly unknown[], session: BenchSession, contextWindow: number) => boolean;

/**
 * A strategy that clears tool outputs, has its turn before every request, and takes all that it may, whatever the size of
 * the conversation.
 */
export function eachCall(
  make: (session: BenchSession, contextWindow: number) => Strategy<unknown>,
  isWorthwhile: IsWorthwhile = () => true,
): Contestant["start"] {
  return (session, { contextWindow }) => {
    const archive = createMemoryArchive();
    const strategy = greedy(make(session, contextWindow));
    const unsettledPart = createUnsettledPart(session);
    return {
      archive,
      async fit(window, signal) {
        const part = unsettledPart(window);
        if (part.from === window.length || !isWorthwhile(part.items, session, contextWindow)) return undefined;
        return compactOnce(session, { part, strategy, archive, signal });
      },
    };
  };
}

interface CompactOnce extends Pick<Keeper, "archive"> {
  readonly part: WindowPart;
  readonly strategy: Strategy<unknown>;
  readonly signal: AbortSignal | undefined;
}

/** Share of a window that a compaction must save to be used: it has to be smaller at all. */
const smallestSaving = 0.0001;

/** One compaction of a part of the window that is used where it makes the window smaller at all. */
export async function compactOnce(session: BenchSession, options: CompactOnce): Promise<KeeperResult | undefined> {
  const { part, strategy, archive, signal } = options;
  const whole = part.tokensBetween + session.sizes.total(part.items);
  const { items, report } = await compact(part.items, {
    target: Math.max(1, Math.floor(whole * (1 - smallestSaving)) - part.tokensBetween),
    strategies: [strategy],
    adapter: session.adapter,
    counter: session.counter,
    ...(archive && { archive }),
    ...(signal && { signal }),
  });
  if (report.status === "compacted") {
    return { from: part.from, items: items.slice(part.beginning), report: inWindow(report, part) };
  }
  // A model that was asked is paid for, also where its answer was of no use.
  const isFailure = report.attempts.some(({ outcome }) => outcome === "failed");
  const end = part.from + part.items.length - part.beginning;
  return isFailure ? { from: end, items: [], report } : undefined;
}

/** The report with indexes of the window instead of those of its part. */
function inWindow(report: CompactionReport, { beginning, from }: WindowPart): CompactionReport {
  const moved = (index: number | null) =>
    index === null ? null : index < beginning ? index : index - beginning + from;
  const actions = report.actions.map((action) => ({
    ...action,
    indexBefore: moved(action.indexBefore),
    indexAfter: moved(action.indexAfter),
  }));
  return { ...report, actions };
}

/** Asks for all that can be had instead of what the budget asks for. */
function greedy(strategy: Strategy<unknown>): Strategy<unknown> {
  const archiveIds = new WeakMap<WeakKey, string | undefined>();
  return {
    name: strategy.name,
    propose(view, budget, signal, onProgress) {
      // Made from content, which takes a while, and the same at every call.
      const archiveId: typeof view.archiveId = (items) => {
        const [item] = items;
        if (items.length !== 1 || typeof item !== "object" || item === null) return view.archiveId(items);
        if (!archiveIds.has(item)) archiveIds.set(item, view.archiveId(items));
        return archiveIds.get(item);
      };
      return strategy.propose({ ...view, archiveId }, { ...budget, target: 1 }, signal, onProgress);
    },
  };
}
