import { compact, createMemoryArchive, type Strategy } from "@massgen/compaction";
import type { BenchSession } from "../session.ts";
import type { Contestant, Keeper, KeeperResult } from "./contestant.ts";

/** Whether a strategy could have anything to propose; looking for that takes it longer. */
type IsWorthwhile = (items: readonly unknown[], session: BenchSession, contextWindow: number) => boolean;

/** A strategy that has its turn before every request, and takes all that it may, whatever the size of the conversation. */
export function eachCall(
  make: (session: BenchSession, contextWindow: number) => Strategy<unknown>,
  isWorthwhile: IsWorthwhile = () => true,
): Contestant["start"] {
  return (session, { contextWindow }) => {
    const archive = createMemoryArchive();
    const strategy = greedy(make(session, contextWindow));
    return {
      archive,
      async fit(items, signal) {
        if (!isWorthwhile(items, session, contextWindow)) return { items };
        return compactOnce(session, { items, strategy, archive, signal });
      },
    };
  };
}

interface CompactOnce extends Pick<Keeper, "archive"> {
  readonly items: readonly unknown[];
  readonly strategy: Strategy<unknown>;
  readonly signal: AbortSignal | undefined;
}

/** One compaction that is used where it makes the conversation smaller at all. */
export async function compactOnce(session: BenchSession, options: CompactOnce): Promise<KeeperResult> {
  const { items, strategy, archive, signal } = options;
  const result = await compact(items, {
    target: "99.99%",
    strategies: [strategy],
    adapter: session.adapter,
    counter: session.counter,
    ...(archive && { archive }),
    ...(signal && { signal }),
  });
  const { report } = result;
  // A model that was asked is paid for, also where its answer was of no use.
  const isFailure = report.attempts.some(({ outcome }) => outcome === "failed");
  return { items: result.items, ...((report.status === "compacted" || isFailure) && { report }) };
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
