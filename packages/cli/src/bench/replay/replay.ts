import type { CompactionReport } from "@massgen/compaction";
import { createBreather } from "../breather.ts";
import type { Contestant } from "../contestants/contestant.ts";
import type { Limits, Rates } from "../limits.ts";
import { measureRecall, totalRecall } from "../probes/measure-recall.ts";
import type { BenchSession } from "../session.ts";
import type { ItemSizes } from "../sizes/item-sizes.ts";
import type { BenchRow } from "./row.ts";
import { createTally } from "./tally.ts";

export interface ReplaySettings {
  readonly limits: Limits;
  readonly rates: Rates;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Called before each request, with the number of those that are done. */
  readonly onCall?: ((done: number, all: number) => void) | undefined;
}

/**
 * Replays a session as its agent would: what is new is added, the contestant has its turn before each request, and the
 * request is measured. The requests themselves are not made, since what the model says next is known.
 *
 * @throws the signal's reason on abort.
 */
export async function replay(
  session: BenchSession,
  contestant: Contestant,
  { limits, rates, signal, now, onCall }: ReplaySettings,
): Promise<Omit<BenchRow, "relativeCost">> {
  const { log, sizes, fit, calls, adapter } = session;
  const keeper = contestant.start(session, limits);
  const breathe = createBreather(signal);
  const tally = createTally();
  let window: readonly unknown[] = [];
  /** Tokens of the window up to and including each item. */
  const sums: number[] = [];
  let added = 0;
  let milliseconds = 0;
  for (const [index, { afterItem, outputTokens }] of calls.entries()) {
    onCall?.(index, calls.length);
    await breathe();
    const before = window;
    const start = now();
    const { items, report } = await keeper.fit([...window, ...log.items.slice(added, afterItem)], signal);
    milliseconds += now() - start;
    if (report !== undefined) {
      tally.compaction(report);
      noteSizes(report, items, sizes);
    }
    const shared = sharedLength(before, items);
    sums.length = shared;
    const beginning = index === 0 ? 0 : fit.overhead + (sums.at(-1) ?? 0);
    for (const item of items.slice(shared)) sums.push((sums.at(-1) ?? 0) + sizes.of(item));
    const tokens = fit.overhead + (sums.at(-1) ?? 0);
    tally.request({ tokens, sharedTokens: beginning, isContinued: shared === before.length, outputTokens });
    window = items;
    added = afterItem;
  }
  const given = log.items.slice(0, added);
  const { archive } = keeper;
  const figures = tally.figures(rates);
  // Where nothing was taken out, nothing is missing, whoever would have written in its place.
  const isKnown = contestant.isReadable || figures.compactions === 0;
  const recall = isKnown ? await measureRecall({ given, window, archive, adapter }) : null;
  const { strategy, mode } = contestant;
  return {
    session: log.path,
    strategy,
    mode,
    ...figures,
    ...sharesOf(recall),
    recallByKind: recall,
    milliseconds: Math.round(milliseconds),
  };
}

/** Of an opaque item only its provider knows the size, and the report has it. */
function noteSizes({ actions }: CompactionReport, items: readonly unknown[], sizes: ItemSizes): void {
  for (const { kind, indexAfter, tokensAfter } of actions) {
    if (kind === "inserted" && indexAfter !== null) sizes.set(items[indexAfter], tokensAfter);
  }
}

/** Items at the beginning of both. Compaction shares what it does not touch. */
function sharedLength(before: readonly unknown[], after: readonly unknown[]): number {
  let length = 0;
  while (length < before.length && length < after.length && before[length] === after[length]) length += 1;
  return length;
}

function sharesOf(recall: BenchRow["recallByKind"]): Pick<BenchRow, "probes" | "recall" | "verbatimRecall"> {
  if (recall === null) return { probes: null, recall: null, verbatimRecall: null };
  const { probes, verbatim, restorable } = totalRecall(recall);
  if (probes === 0) return { probes, recall: 1, verbatimRecall: 1 };
  return { probes, recall: (verbatim + restorable) / probes, verbatimRecall: verbatim / probes };
}
