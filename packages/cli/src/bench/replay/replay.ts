import type { CompactionReport } from "@massgen/compaction";
import { createBreather } from "../breather.ts";
import type { Contestant, KeeperResult } from "../contestants/contestant.ts";
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
  const window: unknown[] = [];
  /** Tokens of the window up to and including each item. */
  const sums: number[] = [];
  let added = 0;
  let milliseconds = 0;
  for (const [index, { afterItem, outputTokens }] of calls.entries()) {
    onCall?.(index, calls.length);
    await breathe();
    const before = window.length;
    for (; added < afterItem; added += 1) window.push(log.items[added]);
    const start = now();
    const change = await keeper.fit(window, signal);
    milliseconds += now() - start;
    const shared = change === undefined ? before : Math.min(before, applyChange(window, change));
    if (change !== undefined) {
      tally.compaction(change.report);
      noteSizes(change.report, window, sizes);
    }
    sums.length = shared;
    const beginning = index === 0 ? 0 : fit.overhead + (sums.at(-1) ?? 0);
    for (let place = shared; place < window.length; place += 1) sums.push((sums.at(-1) ?? 0) + sizes.of(window[place]));
    const tokens = fit.overhead + (sums.at(-1) ?? 0);
    tally.request({ tokens, sharedTokens: beginning, isContinued: shared === before, outputTokens });
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

/** Makes a change, and answers with how many items the window still begins with. Compaction shares what it leaves alone. */
function applyChange(window: unknown[], { from, items }: KeeperResult): number {
  const replaced = window.splice(from);
  for (const item of items) window.push(item);
  let shared = from;
  while (shared < window.length && shared - from < replaced.length && window[shared] === replaced[shared - from]) {
    shared += 1;
  }
  return shared;
}

function sharesOf(recall: BenchRow["recallByKind"]): Pick<BenchRow, "probes" | "recall" | "verbatimRecall"> {
  if (recall === null) return { probes: null, recall: null, verbatimRecall: null };
  const { probes, verbatim, restorable } = totalRecall(recall);
  if (probes === 0) return { probes, recall: 1, verbatimRecall: 1 };
  return { probes, recall: (verbatim + restorable) / probes, verbatimRecall: verbatim / probes };
}
